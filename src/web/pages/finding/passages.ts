import type { Evidence } from '../../../model/finding.js';
import type { OpenedMessage } from '../../../pipeline/open-message.js';
import type { Names } from '../../names.js';

/** A stretch of text that is evidence or is not. */
export interface Span {
  readonly text: string;
  /** Number of the evidence, from 1; 0: none. */
  readonly evidence: number;
  /** The first span of its evidence: where a link leads. */
  readonly isStart: boolean;
}

/** A passage as shown: who wrote it, and its text in spans. */
export interface ShownPassage {
  readonly kind: Passage['kind'];
  readonly author: string;
  readonly sentAt: string;
  readonly spans: readonly Span[];
  /** Nobody's words and other people's are folded, unless evidence is in them. */
  readonly isOpen: boolean;
}

type Passage = OpenedMessage['passages'][number];

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/** More of one text is not put on a page; the whole is offered as a download. */
export const MOST_UNITS = 200_000;

/**
 * The passages of one part with every piece of evidence marked. Neighbouring passages of one kind
 * and author are shown as one.
 */
export function shownPassages(
  part: OpenedMessage['parts'][number],
  passages: readonly Passage[],
  evidence: readonly Evidence[],
  names: Names,
): ShownPassage[] {
  const text = part.text.slice(0, MOST_UNITS);
  const marks = marksIn(part.id, evidence);
  const started = new Set<number>();
  const own = passages.filter((it) => it.part === part.id && it.start < text.length);
  return joined(own).flatMap((passage): ShownPassage[] => {
    const end = Math.min(passage.end, text.length);
    const spans = spansOf(text, passage.start, end, marks, started);
    if (spans.every((span) => span.text.trim() === '')) return [];
    const { kind, author, sentAt } = passage;
    return [
      {
        kind,
        author: author === null ? '' : names.person(author.address, author.name),
        sentAt,
        spans: spans.map((span) => ({ ...span, text: names.text(span.text) })),
        isOpen: kind === 'own' || spans.some((span) => span.evidence > 0),
      },
    ];
  });
}

const marksIn = (part: string, evidence: readonly Evidence[]): Mark[] =>
  evidence.flatMap((it, n) =>
    it.part === part ? [{ start: it.start, end: it.end, number: n + 1 }] : [],
  );

function joined(passages: readonly Passage[]): Passage[] {
  const all: Passage[] = [];
  for (const passage of passages) {
    const last = all.at(-1);
    const isSame =
      last !== undefined &&
      last.kind === passage.kind &&
      last.depth === passage.depth &&
      last.author?.address === passage.author?.address &&
      last.author?.name === passage.author?.name;
    if (isSame) all[all.length - 1] = { ...last, end: passage.end };
    else all.push(passage);
  }
  return all;
}

/** Cuts text at the edges of evidence; where two pieces overlap the earlier has the words. */
function spansOf(
  text: string,
  start: number,
  end: number,
  marks: readonly Mark[],
  started: Set<number>,
): Span[] {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    for (const edge of [mark.start, mark.end]) if (edge > start && edge < end) edges.add(edge);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, n) => {
    const to = cuts[n + 1]!;
    const evidence = marks.find((it) => it.start <= from && to <= it.end)?.number ?? 0;
    const isStart = evidence > 0 && !started.has(evidence);
    if (isStart) started.add(evidence);
    return { text: text.slice(from, to), evidence, isStart };
  });
}

/** A short text of its own, such as the subject, with its evidence marked. */
export function markedText(
  text: string,
  part: string,
  evidence: readonly Evidence[],
  names: Names,
): Span[] {
  if (text === '') return [];
  const spans = spansOf(text, 0, text.length, marksIn(part, evidence), new Set());
  return spans.map((span) => ({ ...span, text: names.text(span.text) }));
}
