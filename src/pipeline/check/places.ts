import { findInk, type InkRange, occurrencesBefore } from '../../formats/ink.js';
import type { MarkedSource } from '../../formats/marked-source.js';
import type { Place } from '../../model/check.js';
import type { Evidence } from '../../model/finding.js';
import type { Message } from '../../model/message.js';

/** A stretch of a part's text. */
type Stretch = Pick<Evidence, 'part' | 'start' | 'end' | 'quote'>;

/** Where the words of a part stand in the file; null where they are not written there as they are read. */
export function rangeInFile(
  stretch: Stretch,
  message: Message,
  marked: MarkedSource | null,
): InkRange | null {
  if (marked === null) return null;
  const text = message.parts.find((part) => part.id === stretch.part)?.text;
  if (text === undefined) return null;
  const before = occurrencesBefore(text, stretch.quote, stretch.start);
  return findInk(marked.ink, stretch.quote, before);
}

/** Where a reader who opens the file finds the words: its line and column, or a document's paragraph. */
export function placeOf(stretch: Stretch, message: Message, marked: MarkedSource | null): Place {
  const isHeader = stretch.part.startsWith('header:') || stretch.part === 'subject';
  if (marked !== null && isHeader && message.medium === 'email') {
    const name = stretch.part.replace('header:', '');
    const at = new RegExp(`^${name}[ \\t]*:`, 'im').exec(marked.source)?.index ?? 0;
    const lineEnd = marked.source.indexOf('\n', at);
    return linesOf(marked.source, at, lineEnd < 0 ? marked.source.length : lineEnd, 'line');
  }
  const range = rangeInFile(stretch, message, marked);
  if (marked !== null && range !== null) {
    if (marked.unit === 'paragraph') return paragraphsOf(marked, range);
    const start = marked.ink.starts[range.from] ?? 0;
    return linesOf(marked.source, start, marked.ink.ends[range.to - 1] ?? start, 'line');
  }
  const text = message.parts.find((part) => part.id === stretch.part)?.text ?? '';
  return linesOf(text, stretch.start, stretch.end, 'text-line');
}

function linesOf(text: string, start: number, end: number, unit: Place['unit']): Place {
  const [line, column] = lineAt(text, start);
  const [endLine, endColumn] = lineAt(text, Math.max(start, end));
  return { unit, line, column, endLine, endColumn };
}

/** 1-based. */
function lineAt(text: string, offset: number): readonly [number, number] {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return [before.split('\n').length, offset - lineStart + 1];
}

function paragraphsOf({ ink }: MarkedSource, { from, to }: InkRange): Place {
  const numberOf = (at: number): number =>
    Math.max(1, ink.paragraphs.filter((start) => start <= at).length);
  return {
    unit: 'paragraph',
    line: numberOf(from),
    column: 1,
    endLine: numberOf(to - 1),
    endColumn: 1,
  };
}
