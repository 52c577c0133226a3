/** Marks that stand over or under the letter before them, variation selectors among them. */
const NO_WIDTH = /^\p{M}$/u;
/** East Asian wide and fullwidth characters and emoji take two columns (UAX #11). */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

function widthOf(character: string): number {
  if (character <= '~') return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** How many columns of a terminal a plain text takes. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** The text followed by blanks up to a number of columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellWidth(text)));
}

/** Where an address, a link or a hyphened word may best be broken: after one of these. */
const BREAKS_AFTER = /[@/._=&?-]/;

/** Cuts one overlong word, such as a link, into pieces of a width, at its marks where it can. */
function pieces(word: string, width: number): string[] {
  const cut: string[] = [];
  let piece: string[] = [];
  let used = 0;
  for (const character of word) {
    const more = widthOf(character);
    if (used + more > width && piece.length > 0) {
      const mark = piece.findLastIndex((each) => BREAKS_AFTER.test(each));
      const end = mark < 0 ? piece.length : mark + 1;
      cut.push(piece.slice(0, end).join(''));
      piece = piece.slice(end);
      used = cellWidth(piece.join(''));
    }
    piece.push(character);
    used += more;
  }
  return [...cut, piece.join('')];
}

/** Breaks a one-line text at blanks into lines of at most `width` columns; no word is lost. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    for (const piece of pieces(word, width)) {
      const more = cellWidth(piece);
      if (line !== '' && used + 1 + more <= width) {
        line += ` ${piece}`;
        used += 1 + more;
      } else {
        if (line !== '') lines.push(line);
        line = piece;
        used = more;
      }
    }
  }
  return [...lines, line];
}
