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
  /(?:,|;|:| –| —)? (?:and|but|so|while) (?=(?:I|we|the council|the authority|you|they|he|she|it|there|(?:the|your|our) (?:[a-z]+ ){1,3}(?:will|shall|is|are))\b)|; /gi;

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
  return cutSentences(text, start, end).flatMap((sentence) => {
    const made = rewordSentence(text.slice(sentence.start, sentence.end), templates);
    return made === null ? [] : [{ start: sentence.start, end: sentence.end, ...made }];
  });
}

function rewordSentence(
  sentence: string,
  templates: readonly Suggest[],
): Pick<Rewording, 'write' | 'first'> | null {
  const mark = /[.?!…]+["'”’)]*$/.exec(sentence)?.[0] ?? '';
  const words = sentence.slice(0, sentence.length - mark.length);
  const pieces = cutClauses(words);
  const made = pieces.map((piece) => fillFirst(piece.text, sentence, templates));
  if (made.every((one) => one === null)) {
    return fillFirst(words, sentence, templates);
  }
  let write = '';
  pieces.forEach((piece, i) => {
    const one = made[i];
    const told = one === null ? piece.text : (one?.write ?? '');
    if (told === '') return;
    // A reworded clause is a sentence of its own: joined on, it would promise what the other says.
    const apart = i > 0 && (one !== null || made[i - 1] !== null);
    if (write === '') write = upperFirst(told);
    else write += apart ? `. ${upperFirst(told)}` : piece.joint + told;
  });
  const first = [...new Set(made.flatMap((one) => (one?.first ? [one.first] : [])))].join(' ');
  const end =
    write === '' ? '' : mark === '' || mark.startsWith('!') || mark.startsWith('?') ? '.' : mark;
  return { write: write === '' ? '' : write.replace(/[.\s]+$/, '') + end, first };
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

function fillFirst(
  clause: string,
  sentence: string,
  templates: readonly Suggest[],
): Pick<Rewording, 'write' | 'first'> | null {
  const slots = readSlots(clause.trim(), sentence);
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
