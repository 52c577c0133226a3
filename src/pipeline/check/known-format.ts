import type { SourceFormat } from '../../formats/sniff.js';

/** Formats a draft may have: one letter or message a file. */
export type DraftFormat = Exclude<SourceFormat, 'mbox' | 'zip' | 'journal'>;

export function isKnownFormat(format: SourceFormat | null): format is DraftFormat {
  return format !== null && format !== 'mbox' && format !== 'zip' && format !== 'journal';
}
