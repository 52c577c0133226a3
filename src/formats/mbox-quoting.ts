import { asBuffer } from './charset.js';

/** How the writer of an mbox kept body lines from looking like separators. */
export type FromQuoting = 'none' | 'mboxo' | 'mboxrd';

/**
 * Takes the quoting off: mboxo put `>` before `From `, mboxrd before `From `, `>From `, `>>From `…
 */
export function unquoteFrom(bytes: Uint8Array, quoting: FromQuoting): Uint8Array {
  const buffer = asBuffer(bytes);
  if (quoting === 'none' || !buffer.includes('>From ')) return bytes;
  const pattern = quoting === 'mboxrd' ? /^>(>*From )/gm : /^>(From )/gm;
  return Buffer.from(buffer.toString('latin1').replace(pattern, '$1'), 'latin1');
}
