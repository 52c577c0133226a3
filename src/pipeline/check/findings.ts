import type { MarkedSource } from '../../formats/marked-source.js';
import type { CheckedFinding, Suggestion } from '../../model/check.js';
import type { Evidence, Finding } from '../../model/finding.js';
import type { Message } from '../../model/message.js';
import type { Suggest } from '../../model/pattern.js';
import type { Catalogue, Pattern } from '../../patterns/catalogue.js';
import { reword } from '../../patterns/suggest.js';
import { ANY_SERVICE, serviceOf } from '../../text/wording/service.js';
import { GENERAL_ADVICE } from './general-advice.js';
import { placeOf } from './places.js';

/** What the drafts' writer needs beside the finding. */
export interface Surroundings {
  readonly message: Message;
  readonly marked: MarkedSource | null;
  readonly catalogue: Catalogue;
  /** Advice and false positives of detectors, by id. */
  readonly harmless: ReadonlyMap<string, readonly string[]>;
  readonly toGovernment: boolean;
}

/** A finding with its place in the file, better words where there are some, and who should sign. */
export function toChecked(finding: Finding, around: Surroundings): CheckedFinding {
  const { message, marked, catalogue, harmless } = around;
  const pattern = patternOf(finding, catalogue);
  const templates = pattern?.suggest ?? ofCategory(finding, catalogue);
  const suggestions = finding.evidence.flatMap(({ part, start, end }) => {
    const text = textOf(part, message);
    return reword(text, start, end, templates).map(
      (one): Suggestion => ({ part, ...one, quote: text.slice(one.start, one.end) }),
    );
  });
  const evidence = narrowed(finding, suggestions, message);
  return {
    ...finding,
    evidence,
    explanation: explanationOf(finding, pattern),
    advice: adviceFor(finding, pattern, around),
    place: placeOf(evidence[0]!, message, marked),
    excerpt: excerptOf(evidence[0]!, message),
    suggestions,
    harmlessWhen: [...(pattern?.falsePositives ?? harmless.get(finding.pattern) ?? [])],
  };
}

const textOf = (part: string, { parts }: Message): string =>
  parts.find(({ id }) => id === part)?.text ?? '';

/**
 * Several signs are looked for in a few sentences at once, some of which say nothing: where better words
 * are known for some of them, those are what is meant.
 */
function narrowed(
  { layer, evidence }: Finding,
  suggestions: readonly Suggestion[],
  message: Message,
): Evidence[] {
  const [first] = evidence;
  if (layer !== 'learned' || first === undefined || suggestions.length === 0) return evidence;
  const start = Math.min(...suggestions.map((s) => s.start));
  const end = Math.max(...suggestions.map((s) => s.end));
  return [{ ...first, start, end, quote: textOf(first.part, message).slice(start, end) }];
}

/** The finding's own pattern, or the one that several signs together also read as. */
function patternOf(finding: Finding, { patterns }: Catalogue): Pattern | undefined {
  const own = patterns.find(({ id }) => id === finding.pattern);
  if (own !== undefined || finding.layer !== 'learned') return own;
  return patterns.find(
    ({ category, title }) =>
      category === finding.category && finding.because.includes(`raised: also reads as "${title}"`),
  );
}

/** A writer is helped by what the words read as, more than by hearing that signs stand together. */
function explanationOf(finding: Finding, pattern: Pattern | undefined): string {
  if (pattern === undefined || pattern.id === finding.pattern) return finding.explanation;
  const engaged = / It may engage [^\n]*$/.exec(finding.explanation)?.[0] ?? '';
  return `${pattern.title}. ${pattern.rationale}${engaged}`;
}

/**
 * Several signs together have no pattern of their own: the wordings of the category's patterns serve,
 * those that take over what a sentence says, or know it by its words.
 */
function ofCategory({ category, layer }: Finding, { patterns }: Catalogue): readonly Suggest[] {
  if (layer !== 'learned') return [];
  return patterns
    .filter((pattern) => pattern.category === category)
    .flatMap(({ suggest = [] }) => suggest)
    .filter(({ says, write }) => (write === '' ? says !== undefined : says === undefined));
}

/** Most characters shown on either side. */
const AROUND = 100;

/** The words with what stands around them in the same paragraph. */
function excerptOf(
  { part, start, end, quote }: Evidence,
  message: Message,
): CheckedFinding['excerpt'] {
  const text = message.parts.find((p) => p.id === part)?.text;
  if (text === undefined) return { before: '', words: quote, after: '' };
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const inParagraph = before.split(/\n\s*\n/).at(-1)!;
  const cutBefore =
    inParagraph.length === AROUND ? inParagraph.replace(/^\S*\s/, '… ') : inParagraph;
  const rest = after.split(/\n\s*\n/)[0]!;
  return {
    before: cutBefore,
    words: quote,
    after: rest.length === AROUND ? rest.replace(/\s\S*$/, ' …') : rest,
  };
}

function adviceFor(
  finding: Finding,
  pattern: Pattern | undefined,
  { harmless, toGovernment }: Surroundings,
): string {
  const own = harmless.has(finding.pattern) ? finding.advice : pattern?.advice;
  const advice = own ?? GENERAL_ADVICE[finding.category];
  const binds =
    finding.category === 'member-obligation' &&
    finding.document.role === 'member' &&
    finding.pattern !== 'member-obligation/official-letter';
  return binds ? `${advice} ${whoSigns(finding, toGovernment)}` : advice;
}

/** Letters that create obligations or give instructions go out over no councillor's name (2007 ¶15, 2019 §12). */
function whoSigns(finding: Finding, toGovernment: boolean): string {
  const service = serviceOf(finding.evidence.map((e) => e.quote).join(' '));
  const who = service === ANY_SERVICE ? 'the officer responsible' : `an officer of ${service}`;
  const exception = toGovernment
    ? ' A councillor may make representations to a Minister in their own name, but not bind or instruct the council in them.'
    : '';
  return `As it stands, the letter creates an obligation or gives an instruction: ${who} should sign it, not a councillor.${exception}`;
}
