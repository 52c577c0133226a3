import { type Decoded, detectText } from './charset.js';
import { defect } from './defect.js';

/** Text of a plain file, its charset found out: utf-8, utf-16, else windows-1252. */
export function readTxt(bytes: Uint8Array): Decoded {
  if (bytes.length > 0) return detectText(bytes);
  return { text: '', defects: [defect('empty-file', 'The file is empty: 0 bytes.')] };
}
