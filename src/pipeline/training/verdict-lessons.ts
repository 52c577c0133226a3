import { readFacts } from '../../engine/facts.js';
import { runPatterns } from '../../engine/language.js';
import { readSentences } from '../../engine/sentences.js';
import { viewPassage } from '../../engine/views.js';
import type { Category } from '../../model/category.js';
import type { Dismissal, Finding } from '../../model/finding.js';
import type { Message } from '../../model/message.js';
import type { ReaderNumbers } from '../../model/reader.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { createDirectory, type Directory } from '../../people/directory.js';
import { EMPTY_ROSTER, parseRoster } from '../../people/roster.js';
import type { SentenceView } from '../../reader/features.js';
import type { StoredRow } from '../../store/reporting/reads.js';
import type { Store } from '../../store/store.js';
import { segment } from '../../text/passages.js';
import { plainMessage } from '../plain-message.js';
import { asAddress } from '../report/people.js';
import { readRosterOf } from '../roster-of.js';

/** A finding somebody decided on, as a lesson. */
export interface VerdictLesson {
  /** Findings of one message are never on both sides of a check. */
  readonly document: string;
  readonly category: Category;
  readonly column: number;
  /** The sentences of its quotes. */
  readonly views: readonly SentenceView[];
  /** Log odds are `slope` times what the reader makes of the sentences, plus `fixed`. */
  readonly slope: number;
  readonly fixed: number;
  readonly isRight: boolean;
}

/** Dismissals that say the words did not mean it; a duplicate says nothing of that. */
const NOT_MEANT: ReadonlySet<Dismissal> = new Set([
  'false-positive',
  'harmless-in-context',
  'proper-channel',
]);

/** Every document that has a date. */
const EVER = ['1971-01-01', '2099-12-01'] as const;

/**
 * Findings in words that were confirmed or dismissed, over all cases. The store keeps quotes, not
 * mail: what stood around them is not known here.
 */
export async function readVerdictLessons(
  store: Store,
  catalogue: Catalogue,
  numbers: ReaderNumbers,
): Promise<VerdictLesson[]> {
  const lessons = new Map<string, VerdictLesson>();
  for (const { id } of await store.oversight.cases()) {
    const directory = directoryOf(await readRosterOf(store, id));
    for await (const row of store.reporting.rows(id, ...EVER)) {
      const isRight = verdictOf(row);
      if (isRight === undefined) continue;
      const lesson = lessonOf(row.finding, isRight, directory, catalogue, numbers);
      if (lesson !== undefined) lessons.set(row.finding.id, lesson);
    }
  }
  return [...lessons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lesson]) => lesson);
}

function directoryOf(roster: string): Directory {
  try {
    return createDirectory(roster === '' ? EMPTY_ROSTER : parseRoster(roster, 'roster'));
  } catch {
    return createDirectory(EMPTY_ROSTER); // its mistakes are told when it is scanned with
  }
}

function verdictOf({ state, verdicts }: StoredRow): boolean | undefined {
  if (state === 'confirmed') return true;
  if (state !== 'dismissed') return undefined;
  const why = verdicts.findLast(({ decision }) => decision === 'dismiss')?.dismissal;
  return why !== undefined && NOT_MEANT.has(why) ? false : undefined;
}

function lessonOf(
  finding: Finding,
  isRight: boolean,
  directory: Directory,
  catalogue: Catalogue,
  { categories, judge }: ReaderNumbers,
): VerdictLesson | undefined {
  const { category, layer, document } = finding;
  const column = categories.indexOf(category);
  if (column < 0 || layer === 'structure') return undefined;
  const message = messageOf(finding);
  const facts = readFacts(message, segment(message), directory);
  const read = readSentences(facts, catalogue, directory).filter((p) => p.length > 0);
  const views = read.flatMap((sentences) => {
    const passage = viewPassage(sentences, message.sentAt);
    return sentences.map((_, at) => passage.whole(at));
  });
  if (views.length === 0) return undefined;
  const lesson = { document: document.id, category, column, views, isRight };
  if (layer === 'learned') {
    const { slope, offset } = judge.alone;
    return { ...lesson, slope, fixed: offset[column]! };
  }
  // What the pattern alone makes of the quote; its own measure where it needs more than the quote.
  const p =
    runPatterns(read, facts, catalogue).find((hit) => hit.pattern.id === finding.pattern)
      ?.confidence ??
    catalogue.patterns.find((pattern) => pattern.id === finding.pattern)?.confidence;
  if (p === undefined) return undefined;
  const { slope, pattern, offset } = judge.beside;
  return { ...lesson, slope, fixed: pattern * Math.log(p / (1 - p)) + offset };
}

/** The quotes alone, between those who wrote and read them. */
function messageOf({ document, evidence }: Finding): Message {
  return plainMessage(evidence.map(({ quote }) => quote).join('\n'), {
    from: [asAddress(evidence[0]?.author || document.author)],
    to: document.to.map(asAddress),
    sentAt: document.sentAt,
  });
}
