import { xmlTags } from './xml-tags.js';

/** A `w:t` of WordprocessingML and the run it stands in. */
export interface DocxText {
  /** Offsets of its opening tag, then of its text. */
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  /** Properties of its run as xml; empty when it has none. */
  readonly properties: string;
}

interface Run {
  properties: string;
  propertiesFrom: number;
  depth: number;
}

/** Every text of a document with its run's properties: what is needed to cut a run in two. One linear scan. */
export function docxTexts(xml: string): DocxText[] {
  const texts: DocxText[] = [];
  const runs: Run[] = [];
  let paragraphProperties = 0;
  let open = { tag: -1, start: -1 };
  for (const { name, selfClosing, start, end } of xmlTags(xml)) {
    const run = runs.at(-1);
    if (name === 'pPr') paragraphProperties += selfClosing ? 0 : 1;
    else if (name === '/pPr') paragraphProperties -= 1;
    else if (paragraphProperties > 0) continue;
    else if (name === 'r' && !selfClosing)
      runs.push({ properties: '', propertiesFrom: -1, depth: 0 });
    else if (name === '/r') runs.pop();
    else if (name === 'rPr' && run !== undefined && !selfClosing) {
      // A tracked change keeps the old properties inside the new ones.
      if (run.depth === 0) run.propertiesFrom = start;
      run.depth += 1;
    } else if (name === '/rPr' && run !== undefined) {
      run.depth -= 1;
      if (run.depth === 0 && run.properties === '')
        run.properties = xml.slice(run.propertiesFrom, end);
    } else if (name === 't')
      open = selfClosing ? { tag: -1, start: -1 } : { tag: start, start: end };
    else if (name === '/t' && open.tag >= 0) {
      texts.push({ ...open, end: start, properties: run?.properties ?? '' });
      open = { tag: -1, start: -1 };
    }
  }
  return texts;
}
