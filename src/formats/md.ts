import type { Decoded } from './charset.js';
import { readTxt } from './txt.js';

/** What stands between `---` lines at the head of a markdown file: settings, and nobody's words. */
const FRONT_MATTER = /^---[ \t]*\n(?:(?!---|\.\.\.)[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Markdown as text, its marks kept; the front matter is blanked, so that every word keeps its place. */
export function readMd(bytes: Uint8Array): Decoded {
  const { text, defects } = readTxt(bytes);
  const front = frontMatter(text);
  return { text: front.replace(/[^\n]/g, ' ') + text.slice(front.length), defects };
}

/** The front matter with its marks; empty when there is none. */
export function frontMatter(text: string): string {
  return FRONT_MATTER.exec(text.slice(0, MOST_FRONT_MATTER))?.[0] ?? '';
}

/** Longer ones are texts that happen to begin with a rule. */
const MOST_FRONT_MATTER = 20_000;
