import { PageError } from '../../errors.js';
import type { Visit } from '../../visit.js';

/** Bytes of an uploaded letter; one with pictures stays well below. */
export const LETTER_BYTES = 5 * 1024 * 1024;
/** The same again as base64 in a form, with what stands around it. */
export const FORM_BYTES = Math.ceil(LETTER_BYTES * 1.5);

/** A letter as the form gives it. */
export interface LetterForm {
  readonly name: string;
  readonly bytes: Buffer;
  readonly author: string;
  readonly audience: string;
}

const FIELD_CHARACTERS = 400_000;

/** Reads the form of `Check a letter`: a file if there is one, else the pasted text. */
export async function readLetterForm(visit: Visit): Promise<LetterForm> {
  const fields = new Map<string, string>();
  let file: { readonly name: string; readonly bytes: Buffer } | null = null;
  for await (const part of visit.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) file = { name: part.filename || 'letter', bytes };
    } else if (typeof part.value === 'string') {
      if (part.value.length > FIELD_CHARACTERS) {
        throw new PageError(
          413,
          'The text is longer than this form takes; choose its file instead.',
        );
      }
      fields.set(part.fieldname, part.value);
    }
  }
  const field = (name: string): string => (fields.get(name) ?? '').trim();
  const text = fields.get('text') ?? '';
  if (file === null && text.trim() === '') {
    throw new PageError(400, 'Paste the letter or choose its file, then press “Check the letter”.');
  }
  const pasted = { name: 'letter.txt', bytes: Buffer.from(text.replaceAll('\r\n', '\n')) };
  return { ...(file ?? pasted), author: field('author'), audience: field('audience') };
}
