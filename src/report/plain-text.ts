/**
 * Text of mail must not steer the reader's terminal: C0 and C1 controls (with ESC every colour,
 * title and clipboard sequence), and the bidi controls that show words in another order than they
 * were written (CVE-2021-42574).
 */
const CONTROLS =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Shown by no terminal, but counted by some: zero-width characters, soft hyphens, tags. */
const INVISIBLE = /[\xad\u180e\u200b-\u200d\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
/** Every kind of line end and blank, NEL and the Unicode separators among them. */
const BLANKS = /[\s\x85\u2028\u2029]+/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with halves of characters replaced, so that every encoder takes it. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}

/** One line of harmless text: controls dropped, runs of blanks and line ends shown as one blank. */
export function plainText(text: string): string {
  return wellFormed(text).replace(INVISIBLE, '').replace(BLANKS, ' ').replace(CONTROLS, '').trim();
}

/** C0 is escaped by JSON itself; these are legal in JSON but would reach a terminal as they are. */
const UNSAFE_IN_JSON = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON of a value whose text is the same when parsed and harmless when printed. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_IN_JSON, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
