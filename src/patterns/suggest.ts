import type { Suggest } from '../model/pattern.js';
import { type Slot, slotsOf } from '../model/slots.js';
import { cutSentences } from '../text/sentences.js';
import { readSlots } from '../text/wording/slots.js';

/** Better words for a stretch of a text; nothing is changed until the writer takes them. */
export interface Rewording {
  /** UTF-16 offsets into the text, end exclusive: the words that would be replaced. */
  readonly start: number;
  readonly end: number;
  /** Empty: better left out. */
  readonly write: string;
  /** What to do first, so that the new words are true; empty when nothing. */
  readonly first: string;
}

/** Where one clause ends and another with its own subject begins. */
const CLAUSE =
  /(?:,|;|:| –| —)? (?:and|but|so|while) (?:that )?(?=(?:I|we|the council|the authority|you|they|he|she|it|there|(?:the|your|our) (?:[a-z]+ ){1,3}(?:will|shall|is|are))\b)|; /gi;

/**
 * Rewords the sentences of a stretch by a pattern's templates: of each clause the first template
 * whose words it holds and whose slots it fills. Sentences that no template fits stay as they are.
 *
 * @returns in order, apart from each other; none when no template fits
 */
export function reword(
  text: string,
  start: number,
  end: number,
  templates: readonly Suggest[],
): Rewording[] {
  const said = new Set<string>();
  const sentences = cutSentences(text, start, end);
  // Of several sentences nothing tells which one is better left out, unless the template's words do.
  const fitting =
    sentences.length === 1
      ? templates
      : templates.filter(({ says, write }) => says !== undefined || write !== '');
  return sentences.flatMap((sentence) => {
    const made = rewordSentence(
      text.slice(sentence.start, sentence.end),
      text.slice(start, end),
      fitting,
    );
    if (made === null) return [];
    // What one sentence now says, the next need not say again.
    const write = said.has(made.write) ? '' : made.write;
    said.add(write);
    return [{ start: sentence.start, end: sentence.end, ...made, write }];
  });
}

function rewordSentence(sentence: string, around: string, templates: readonly Suggest[]): Made {
  const mark = /[.?!…]+["'”’)]*$/.exec(sentence)?.[0] ?? '';
  const words = sentence.slice(0, sentence.length - mark.length);
  const pieces = cutClauses(words);
  const made = pieces.map((piece) => fillFirst(piece.text, [sentence, around], templates));
  if (made.every((one) => one === null)) {
    return fillFirst(words, [sentence, around], templates);
  }
  // A sentence of which only a half is left may say the opposite: it goes as a whole.
  const isHalf = made.some((one) => one === null) && made.every((one) => !one?.write);
  const write = isHalf ? '' : join(pieces, made);
  const first = [...new Set(made.flatMap((one) => (one?.first ? [one.first] : [])))].join(' ');
  if (write === '' || /[.?!]$/.test(write)) return { write, first };
  return { write: write + (/^[.…]/.test(mark) ? mark : '.'), first };
}

type Made = Pick<Rewording, 'write' | 'first'> | null;

/** Clauses with what was made of them; a reworded one is a sentence of its own, or it would promise what the next says. */
function join(pieces: readonly Piece[], made: readonly Made[]): string {
  const said = new Set<string>();
  let whole = '';
  pieces.forEach((piece, i) => {
    const one = made[i] ?? null;
    const told = (one === null ? piece.text : one.write).replace(/[.\s]+$/, '');
    if (told === '' || (one !== null && said.has(told))) return;
    said.add(told);
    const apart = i > 0 && (one !== null || (made[i - 1] ?? null) !== null);
    if (whole === '') whole = upperFirst(told);
    else if (apart) whole += `${/[?!]$/.test(whole) ? '' : '.'} ${upperFirst(told)}`;
    else whole += piece.joint + told;
  });
  return whole;
}

interface Piece {
  readonly text: string;
  /** What stood between it and the one before. */
  readonly joint: string;
}

function cutClauses(words: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let joint = '';
  for (const found of words.matchAll(CLAUSE)) {
    pieces.push({ text: words.slice(from, found.index), joint });
    joint = found[0];
    from = found.index + found[0].length;
  }
  pieces.push({ text: words.slice(from), joint });
  return pieces;
}

function fillFirst(clause: string, around: readonly string[], templates: readonly Suggest[]): Made {
  const slots = readSlots(clause.trim(), around);
  for (const { says, write, first = '' } of templates) {
    if (says !== undefined && !says.some((words) => holds(clause, words))) continue;
    const wanted = slotsOf(`${write}${first}`);
    if (!wanted.every((slot) => slots[slot as Slot] !== undefined)) continue;
    const fill = (text: string): string =>
      text.replace(/\{([^{}]*)\}/g, (_, slot: string) => slots[slot as Slot] ?? '');
    return { write: fill(write).replace(/\s+/g, ' ').trim(), first: upperFirst(fill(first)) };
  }
  return null;
}

/** Whole words, whatever their case and the kind of apostrophe. */
function holds(clause: string, words: string): boolean {
  const plain = (text: string): string =>
    ` ${text
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()} `;
  return plain(clause).includes(plain(words));
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
