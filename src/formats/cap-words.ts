import type { Defect } from '../model/message.js';
import { WORDS_A_PART } from './caps.js';
import { defect } from './defect.js';

/** Cuts a text after the words a part may have. */
export function capWords(text: string): { text: string; defects: Defect[] } {
  // A word and its blank are two characters at least.
  if (text.length < WORDS_A_PART * 2) return { text, defects: [] };
  const word = /\S+/g;
  for (let count = 0; count < WORDS_A_PART; count++)
    if (!word.test(text)) return { text, defects: [] };
  if (text.slice(word.lastIndex).trim() === '') return { text, defects: [] };
  const message = `A text has more than ${WORDS_A_PART} words; the rest was not read.`;
  return { text: text.slice(0, word.lastIndex), defects: [defect('cap-words', message)] };
}
