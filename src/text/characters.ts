/**
 * What single characters are worth to a reader: tables for `normalise` and `tokenise`. All of them
 * are closed lists or memoised look-ups, so a text costs the same whatever it is made of.
 */

/** Cyrillic and Greek letters that a Latin reader takes for Latin ones (after lower-casing). */
const LOOKALIKES: readonly (readonly [string, string])[] = [
  ['аαạ', 'a'],
  ['вβ', 'b'],
  ['сϲ', 'c'],
  ['ԁ', 'd'],
  ['еєε', 'e'],
  ['ɡց', 'g'],
  ['һн', 'h'],
  ['іιї', 'i'],
  ['ј', 'j'],
  ['кκ', 'k'],
  ['ӏ', 'l'],
  ['м', 'm'],
  ['пηո', 'n'],
  ['оοσօ', 'o'],
  ['рρ', 'p'],
  ['ԛ', 'q'],
  ['гг', 'r'],
  ['ѕ', 's'],
  ['тτ', 't'],
  ['υս', 'u'],
  ['νѵ', 'v'],
  ['ѡω', 'w'],
  ['хχ', 'x'],
  ['уγ', 'y'],
  ['ᴢ', 'z'],
];

const lookalikes = new Map<number, number>();
for (const [foreign, latin] of LOOKALIKES) {
  for (const letter of foreign) lookalikes.set(letter.charCodeAt(0), latin.charCodeAt(0));
}

/** The Latin letter a Cyrillic, Greek or Armenian one is mistaken for, or 0. Lower case only. */
export function lookalike(code: number): number {
  return lookalikes.get(code) ?? 0;
}

/** Greek, Cyrillic, Armenian and the few phonetic letters in the table above. */
export function isForeignLetter(code: number): boolean {
  return (code >= 0x370 && code < 0x590) || code === 0x261 || code === 0x1d22;
}

/**
 * Characters that show nothing: soft hyphen, zero-width, bidi controls, variation selectors, Hangul
 * fillers. Unicode "default ignorable", without the tags beyond the BMP (see `fold`).
 */
export function isInvisible(code: number): boolean {
  if (code < 0x200b) {
    return code === 0xad || code === 0x34f || code === 0x61c || code === 0x115f || code === 0x1160;
  }
  return (
    code <= 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0
  );
}

/** Blanks other than line ends: ASCII, no-break, the typographic ones, and stray control characters. */
export function isBlank(code: number): boolean {
  if (code <= 32) return code !== 10;
  if (code < 0x7f) return false;
  return (
    code <= 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

export function isCombining(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0x20d0 && code <= 0x20ff);
}

/** Quote marks, dashes and bullets that NFKC leaves alone, written the plain way. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  ʹ: "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '−': '-',
  '­': '',
  '…': '…',
};

const folded = new Map<number, string>();

/**
 * One code point as normal text shows it: plain quotes and dashes, compatibility forms (full-width,
 * ligatures, circled and mathematical letters) as ordinary letters, lower case. An em dash becomes a
 * hyphen between blanks, so that it does not join two words. '' for tags, which show nothing.
 */
export function fold(code: number): string {
  const known = folded.get(code);
  if (known !== undefined) return known;
  const value = foldOnce(code);
  if (folded.size < FOLD_MEMORY) folded.set(code, value);
  return value;
}

/** Entries remembered by `fold`: more than any language's mail needs, and bounded for hostile text. */
const FOLD_MEMORY = 20_000;

function foldOnce(code: number): string {
  if (code >= 0xe0000 && code <= 0xe0fff) return '';
  if (code === 0x2014 || code === 0x2015) return ' - ';
  const character = String.fromCodePoint(code);
  const plain = PLAIN[character];
  if (plain !== undefined) return plain;
  return character.normalize('NFKC').toLowerCase();
}

const UNKNOWN = 0;
const WORD = 1;
const OTHER = 2;
const wordTable = new Uint8Array(0x10000);
for (let code = 0; code < 128; code += 1) {
  const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  wordTable[code] = letter || (code >= 48 && code <= 57) ? WORD : OTHER;
}
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/** Letters, digits and marks of the BMP; what `fold` leaves beyond it (emoji) is a sign. */
export function isWordCharacter(code: number): boolean {
  const known = wordTable[code];
  if (known !== UNKNOWN) return known === WORD;
  const word = WORD_CHARACTER.test(String.fromCharCode(code));
  wordTable[code] = word ? WORD : OTHER;
  return word;
}
