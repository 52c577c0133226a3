import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Mistake } from '../model/errors.js';

/** A file of the catalogue: path as shown to its author, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type Outcome<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly lineOf: (way: readonly (string | number)[]) => number;
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads one YAML file against a schema; every mistake is told with its line (1-based). */
export function readYaml<T>(file: SourceFile, schema: z.ZodType<T>): Outcome<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      mistakes: document.errors.map((e) => ({
        path: file.path,
        line: lines.linePos(e.pos[0]).line,
        message: e.message,
      })),
    };
  }
  const lineOf = (way: readonly (string | number)[]): number => {
    for (let length = way.length; length >= 0; length -= 1) {
      const node: unknown =
        length === 0 ? document.contents : document.getIn(way.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
      if (range) return lines.linePos(range[0]).line;
    }
    return 1;
  };
  const read = schema.safeParse(document.toJS());
  if (read.success) return { ok: true, value: read.data, lineOf };
  return {
    ok: false,
    mistakes: read.error.issues.map((issue) => {
      const way = issue.path.filter((p): p is string | number => typeof p !== 'symbol');
      const where = way.length === 0 ? '' : `${way.join('.')}: `;
      return { path: file.path, line: lineOf(way), message: `${where}${issue.message}` };
    }),
  };
}
