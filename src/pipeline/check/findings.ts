import type { MarkedSource } from '../../formats/marked-source.js';
import type { CheckedFinding, Suggestion } from '../../model/check.js';
import type { Evidence, Finding } from '../../model/finding.js';
import type { Message } from '../../model/message.js';
import type { Suggest } from '../../model/pattern.js';
import type { Catalogue } from '../../patterns/catalogue.js';
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
  const pattern = catalogue.patterns.find((p) => p.id === finding.pattern);
  const templates = pattern?.suggest ?? ofCategory(finding, catalogue);
  const evidence = finding.evidence[0]!;
  return {
    ...finding,
    advice: adviceFor(finding, around),
    place: placeOf(evidence, message, marked),
    excerpt: excerptOf(evidence, message),
    suggestions:
      templates.length > 0
        ? finding.evidence.flatMap(({ part, start, end }) => {
            const text = message.parts.find((p) => p.id === part)?.text ?? '';
            return reword(text, start, end, templates).map(
              (one): Suggestion => ({ part, ...one, quote: text.slice(one.start, one.end) }),
            );
          })
        : [],
    harmlessWhen: [...(pattern?.falsePositives ?? harmless.get(finding.pattern) ?? [])],
  };
}

/**
 * Several signs together have no pattern of their own: the wordings of the category's patterns serve,
 * those that say for which sentence they are.
 */
function ofCategory({ category, layer }: Finding, { patterns }: Catalogue): readonly Suggest[] {
  if (layer !== 'learned') return [];
  return patterns
    .filter((pattern) => pattern.category === category)
    .flatMap(({ suggest = [] }) => suggest)
    .filter(({ says, write }) => says !== undefined || write !== '');
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

function adviceFor(finding: Finding, { catalogue, harmless, toGovernment }: Surroundings): string {
  const own =
    catalogue.patterns.some((p) => p.id === finding.pattern) || harmless.has(finding.pattern);
  const advice = own ? finding.advice : GENERAL_ADVICE[finding.category];
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
