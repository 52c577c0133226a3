import type { z } from 'zod';
import { categorySchema } from '../model/category.js';
import { AuthorError, type Mistake } from '../model/errors.js';
import {
  type CueFile,
  cueFileSchema,
  type PatternFile,
  patternFileSchema,
  protocolFileSchema,
} from '../model/pattern.js';
import { readerFileSchema } from '../model/reader.js';
import { compileIndex } from '../text/phrases/compile-index.js';
import { packIndex } from '../text/phrases/packed-index.js';
import { MENTION_CLASSES, type Phrase, parsePhrase } from '../text/phrases/parse.js';
import { activate, type PlainCatalogue } from './activate.js';
import type { Atom, Catalogue, CompiledWay, Condition, Pattern, Protocol } from './catalogue.js';
import { decodeReader } from './decode-reader.js';
import { readYaml, type SourceFile } from './read-yaml.js';

/** Grammar tests a condition may name; `src/cues/grammar.ts` answers them. */
export const GRAMMAR_TESTS = ['imperative', 'question', 'promise', 'negated', 'past'] as const;

/** The catalogue's files, sorted out by folder. Paths are relative to the catalogue's root. */
export interface CatalogueFiles {
  readonly patterns: readonly SourceFile[];
  readonly cues: readonly SourceFile[];
  readonly protocols: readonly SourceFile[];
  /** `reader.json`, written by training; may be missing. */
  readonly reader?: SourceFile;
}

/** A file of the catalogue as validated. */
interface ReadFile<T> {
  readonly path: string;
  readonly value: T;
}

/** Tells the line of a place in a file of the catalogue, for the author's sake. */
type LineOf = (path: string, way: readonly (string | number)[]) => number;

/** Compiles the catalogue. Throws AuthorError with every mistake of every file. */
export function compileCatalogue(files: CatalogueFiles): Catalogue {
  return activate(compilePlain(files));
}

/** The same as plain data. */
export function compilePlain(files: CatalogueFiles): PlainCatalogue {
  const mistakes: Mistake[] = [];
  const lines = new Map<string, (way: readonly (string | number)[]) => number>();
  const readAll = <T>(list: readonly SourceFile[], schema: z.ZodType<T>): ReadFile<T>[] =>
    list.flatMap((file) => {
      const outcome = readYaml(file, schema);
      if (!outcome.ok) {
        mistakes.push(...outcome.mistakes);
        return [];
      }
      lines.set(file.path, outcome.lineOf);
      return [{ path: file.path, value: outcome.value }];
    });
  const cues = readAll(files.cues, cueFileSchema);
  const protocols = readAll(files.protocols, protocolFileSchema);
  const patterns = readAll(files.patterns, patternFileSchema);
  const unread = new Set(files.cues.filter((f) => !lines.has(f.path)).map((f) => baseName(f.path)));
  const lineOf: LineOf = (path, way) => lines.get(path)?.(way) ?? 1;
  const draft: Draft = { mistakes, cues: new Map(), phrases: [], owners: [], unread, lineOf };
  for (const file of cues) addCues(draft, file);
  const byId = new Map<string, Protocol>();
  for (const { path, value } of protocols)
    byId.set(baseName(path), { ...value, id: baseName(path) });
  const compiled = patterns.map((file) => compilePattern(draft, file, byId));
  if (mistakes.length > 0) throw new AuthorError(mistakes);
  const live = compiled
    .filter((p) => p.status !== 'retired')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    patterns: live,
    protocols: byId,
    cues: draft.cues,
    compiled: packIndex(compileIndex(draft.phrases)),
    owners: draft.owners,
    reader: files.reader && decodeReader(readerFileSchema.parse(JSON.parse(files.reader.text))),
    waysOfCue: waysByCue(live),
  };
}

interface Draft {
  readonly mistakes: Mistake[];
  readonly cues: Map<string, string>;
  readonly phrases: Phrase[];
  readonly owners: string[];
  /** Groups of cues whose file could not be read: what they hold is not known, so not complained of. */
  readonly unread: ReadonlySet<string>;
  readonly lineOf: LineOf;
}

const baseName = (path: string): string => path.replace(/^.*\//, '').replace(/\.yml$/, '');

function addCues(draft: Draft, file: ReadFile<CueFile>): void {
  const group = baseName(file.path);
  for (const [name, cue] of Object.entries(file.value.cues)) {
    const id = `${group}/${name}`;
    draft.cues.set(id, cue.means);
    cue.phrases.forEach((phrase, i) => {
      addPhrase(draft, file.path, id, phrase, ['cues', name, 'phrases', i]);
    });
  }
}

function addPhrase(
  draft: Draft,
  path: string,
  owner: string,
  source: string,
  way: readonly (string | number)[],
): void {
  try {
    draft.phrases.push(parsePhrase(source));
    draft.owners.push(owner);
  } catch (error) {
    const line = draft.lineOf(path, way);
    draft.mistakes.push({ path, line, message: (error as Error).message });
  }
}

function compilePattern(
  draft: Draft,
  { path, value }: ReadFile<PatternFile>,
  protocols: ReadonlyMap<string, Protocol>,
): Pattern {
  const id = path.replace(/^patterns\//, '').replace(/\.yml$/, '');
  const complain = (way: readonly (string | number)[], message: string): void => {
    draft.mistakes.push({ path, line: draft.lineOf(path, way), message });
  };
  const category = categorySchema.safeParse(id.split('/')[0]);
  if (!category.success) complain([], `the folder "${id.split('/')[0]}" is not a category`);
  for (const [protocol, refs] of Object.entries(value.clauses)) {
    const known = protocols.get(protocol);
    if (known === undefined) complain(['clauses', protocol], `no protocol "${protocol}"`);
    for (const ref of refs) {
      if (known && !known.clauses.some((c) => c.ref === ref)) {
        complain(['clauses', protocol], `${protocol} has no clause "${ref}"`);
      }
    }
  }
  const conditions = (list: readonly string[], at: readonly (string | number)[]): Condition[] =>
    list.map((text, i) => parseCondition(text, draft, (m) => complain([...at, i], m)));
  const ways = value.match.map((way, w): CompiledWay => {
    const { phrases = [], all = [], unless, ...rest } = way;
    const own = `${id}#${way.way}`;
    phrases.forEach((p, i) => {
      addPhrase(draft, path, own, p, ['match', w, 'phrases', i]);
    });
    if (phrases.length === 0 && all.length === 0)
      complain(['match', w], 'needs `phrases` or `all`');
    const ownCondition: Condition[] =
      phrases.length > 0 ? [[{ kind: 'cue', id: own, least: 1, anywhere: false }]] : [];
    const compiled = [...ownCondition, ...conditions(all, ['match', w, 'all'])];
    if (!compiled.some((c) => c.every(isStart))) {
      complain(['match', w], 'needs at least one condition of cues or phrases to start from');
    }
    return { ...rest, all: compiled, unless: conditions(unless, ['match', w, 'unless']) };
  });
  checkExamples(value, complain);
  return {
    id,
    path,
    category: category.success ? category.data : 'procedure',
    layer: 'language',
    title: value.title,
    status: value.status,
    version: value.version,
    severity: value.severity,
    confidence: value.confidence,
    clauses: value.clauses,
    rationale: value.rationale,
    advice: value.advice,
    suggest: value.suggest,
    falsePositives: value.false_positives,
    when: value.when,
    ways,
    unless: conditions(value.unless, ['unless']),
    examples: value.examples,
  };
}

function checkExamples(
  value: PatternFile,
  complain: (way: readonly (string | number)[], message: string) => void,
): void {
  const seen = new Set<string>();
  value.examples.forEach((example, i) => {
    if (seen.has(example.text)) complain(['examples', i], 'the same text stands twice');
    seen.add(example.text);
    for (const hit of example.hits) {
      if (!example.text.includes(hit))
        complain(['examples', i, 'hits'], `"${hit}" is not in the text`);
    }
  });
}

/** `act/request | field/home*2 | <officer> | grammar:question` → its atoms. */
function parseCondition(
  text: string,
  { cues, unread }: Draft,
  complain: (message: string) => void,
): Condition {
  return text.split('|').map((raw): Atom => {
    const word = raw.trim();
    const mention = /^<([a-z]+)>$/.exec(word)?.[1];
    if (mention !== undefined) {
      if (!MENTION_CLASSES.includes(mention)) complain(`<${mention}> is not a mention`);
      return { kind: 'mention', name: mention };
    }
    if (word.startsWith('grammar:')) {
      const test = word.slice('grammar:'.length);
      if (!(GRAMMAR_TESTS as readonly string[]).includes(test))
        complain(`no grammar test "${test}"`);
      return { kind: 'grammar', test };
    }
    const anywhere = word.startsWith('passage:');
    const [id = '', least = '1'] = word.replace('passage:', '').split('*');
    if (!cues.has(id) && !unread.has(id.split('/')[0]!)) complain(`no cue "${id}"`);
    if (!/^[1-9]$/.test(least)) complain(`"${word}": after * stands a number from 1 to 9`);
    return { kind: 'cue', id, least: Number(least), anywhere };
  });
}

/** What a search can start from: a cue that must stand near. */
const isStart = (atom: Atom): boolean => atom.kind === 'cue' && !atom.anywhere;

function waysByCue(patterns: readonly Pattern[]): Catalogue['waysOfCue'] {
  const map = new Map<string, { pattern: Pattern; way: CompiledWay }[]>();
  for (const pattern of patterns) {
    for (const way of pattern.ways) {
      // The first condition made of cues alone is what the search starts from.
      const start = way.all.find((c) => c.every(isStart)) ?? [];
      for (const atom of start) {
        if (atom.kind !== 'cue') continue;
        const list = map.get(atom.id);
        if (list === undefined) map.set(atom.id, [{ pattern, way }]);
        else list.push({ pattern, way });
      }
    }
  }
  return map;
}
