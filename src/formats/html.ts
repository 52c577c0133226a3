import { compile } from 'html-to-text';
import type { Defect } from '../model/message.js';
import { HTML_BYTES, HTML_DEPTH, HTML_TAGS } from './caps.js';
import type { Decoded } from './charset.js';
import { defect } from './defect.js';
import { type CleanHtml, cleanHtml } from './html-clean.js';
import { decodeEntity } from './html-entities.js';

const block = (breaks: number) => ({
  format: 'block',
  options: { leadingLineBreaks: breaks, trailingLineBreaks: breaks },
});

/** Only what `cleanHtml` lets through. No wrapping, no links, no capitals: the words as they are. */
const convert = compile({
  wordwrap: false,
  // The default also takes U+200B for a blank, which would split a word that hides one.
  whitespaceCharacters: ' \t\r\n\f',
  limits: { maxInputLength: HTML_BYTES * 4 },
  selectors: [
    { selector: 'div', ...block(1) },
    { selector: 'p', ...block(2) },
    { selector: 'li', format: 'inline' },
  ],
});

/** Html, cleaned once, for comparing and for laying out. */
export interface ReadyHtml {
  readonly clean: CleanHtml;
  readonly defects: readonly Defect[];
}

/** Cuts at the cap and cleans; linear. */
export function readyHtml(source: string): ReadyHtml {
  const defects: Defect[] = [];
  let html = source;
  if (html.length > HTML_BYTES) {
    html = html.slice(0, HTML_BYTES);
    const message = 'An html text is larger than 10 MB; only its first 10 MB were read.';
    defects.push(defect('cap-html-bytes', message));
  }
  const clean = cleanHtml(html);
  if (clean.tooDeep) {
    const message = `Html is nested more than ${HTML_DEPTH} deep; further in, only text was kept.`;
    defects.push(defect('cap-html-depth', message));
  }
  if (clean.tags > HTML_TAGS) {
    const message = `Html has more than ${HTML_TAGS} blocks and breaks; its text was kept line by line.`;
    defects.push(defect('cap-html-tags', message));
  }
  if (clean.hiddenText)
    defects.push(
      defect('hidden-text', 'Html hides some of its text from readers; it was left out.'),
    );
  if (clean.unclosedComment)
    defects.push(
      defect('unclosed-comment', 'An html comment is never closed; it was read as text.'),
    );
  return { clean, defects };
}

/** Lays cleaned html out as text, line breaks kept, quotations marked by `> `. */
export function layOutHtml(ready: ReadyHtml): string {
  if (ready.clean.tags > HTML_TAGS) return withoutBlankRuns(roughText(ready));
  const text = convert(`<body>${ready.clean.html}</body>`);
  return withoutBlankRuns(text);
}

/** No blanks before a line end, no more than one empty line; linear, as `[ ]+\n` would not be. */
function withoutBlankRuns(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const kept = lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''));
  return kept.join('\n').trimEnd();
}

/** Html → text with line breaks. */
export function htmlToPlain(source: string): Decoded {
  const ready = readyHtml(source);
  return { text: layOutHtml(ready), defects: ready.defects };
}

/** The words of cleaned html by line, without laying it out: cheap, for comparing only. */
export function roughText(ready: ReadyHtml): string {
  return ready.clean.html
    .replace(/[\r\n]+/g, ' ')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (all, dec, hex, name) =>
      decodeEntity(all, dec, hex, name),
    );
}

/** The charset an html document declares for itself; empty when none. */
export function metaCharset(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 2_048);
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? '';
}
