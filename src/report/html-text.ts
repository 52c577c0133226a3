import { plainText } from './plain-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as html shows it, in attributes too: one line, nothing that steers. */
export const asHtml = (text: string): string =>
  plainText(text).replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);
