import { chartSvg } from '../charts/vega-chart.js';
import type { Block, ReportDocument, TableBlock } from '../document.js';
import { asHtml } from '../html-text.js';

const STYLE = `
:root{color-scheme:light}
body{font:1rem/1.55 Arial,Helvetica,sans-serif;color:#0b0c0c;background:#fff;max-width:54rem;margin:0 auto;padding:1.5rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.45rem;margin:2.2rem 0 .6rem;border-top:2px solid #12436d;padding-top:.7rem}h3{font-size:1.15rem;margin:1.5rem 0 .4rem}
a{color:#0b4f8a}a:focus{outline:3px solid #0b0c0c;background:#fd0}
.subtitle{font-size:1.2rem;margin:0 0 1rem;color:#383f43}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:1rem 0}dt{font-weight:bold}dd{margin:0}
nav ul{columns:2;padding-left:1.2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.6rem 0 1.2rem;font-size:.94rem}caption{text-align:left;font-weight:bold;padding-bottom:.3rem}
th,td{border-bottom:1px solid #b1b4b6;padding:.35rem .7rem .35rem 0;text-align:left;vertical-align:top}thead th{border-bottom:2px solid #12436d}tbody th{font-weight:normal}
.n{text-align:right;padding-right:1.6rem;font-variant-numeric:tabular-nums}
.numbered{display:grid;grid-template-columns:2.2rem 1fr}.numbered span{color:#505a5f}
.note{border-left:5px solid #12436d;padding:.5rem 1rem;background:#f3f5f8}
blockquote{margin:.4rem 0;padding-left:.9rem;border-left:4px solid #b1b4b6;white-space:pre-line}
figure{margin:1rem 0}figcaption{font-weight:bold;margin-bottom:.3rem}svg{max-width:100%;height:auto}
@media (max-width:40rem){nav ul{columns:1}dl{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}nav{display:none}h2.page{break-before:page}tr,figure{break-inside:avoid}h2,h3,caption{break-after:avoid}}`;

const idOf = (place: number): string => `section-${place + 1}`;

/** The report as one page that needs nothing else: no script, no font, no address but its own. */
export async function renderHtml(document: ReportDocument): Promise<string> {
  const headings = document.blocks.filter((block) => block.kind === 'heading' && block.level === 2);
  const parts: string[] = [];
  for (const block of document.blocks) {
    const place = headings.indexOf(block);
    parts.push(await blockHtml(block, place < 0 ? '' : ` id="${idOf(place)}"`));
  }
  const contents = headings.map((block, place) => {
    const text = block.kind === 'heading' ? block.text : '';
    return `<li><a href="#${idOf(place)}">${asHtml(text)}</a></li>`;
  });
  const facts = document.facts.map(
    ([label, value]) => `<dt>${asHtml(label)}</dt><dd>${asHtml(value)}</dd>`,
  );
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="date" content="${asHtml(document.date)}">
<title>${asHtml(`${document.title} – ${document.subtitle}`)}</title><style>${STYLE}</style></head>
<body><header><h1>${asHtml(document.title)}</h1><p class="subtitle">${asHtml(document.subtitle)}</p>
<dl>${facts.join('')}</dl></header>
<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>
<main>
${parts.join('\n')}
</main></body></html>
`;
}

async function blockHtml(block: Block, id: string): Promise<string> {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}${id}${block.newPage ? ' class="page"' : ''}>${asHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return block.number === undefined
        ? `<p>${asHtml(block.text)}</p>`
        : `<p class="numbered"><span>${block.number}</span> ${asHtml(block.text)}</p>`;
    case 'note':
      return `<p class="note">${asHtml(block.text)}</p>`;
    case 'quote':
      return `<blockquote>${block.text.split('\n').map(asHtml).join('\n')}</blockquote>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${asHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'chart': {
      const svg = await chartSvg(block.chart);
      const alt = `<svg role="img" aria-label="${asHtml(block.chart.alt)}"`;
      return `<figure><figcaption>${asHtml(block.chart.title)}</figcaption>${svg.replace('<svg', alt)}</figure>\n${tableHtml(block.table)}`;
    }
  }
}

/** A table that may be wider than a phone scrolls by itself, with the keyboard too. */
function tableHtml({ caption, columns, rows }: TableBlock): string {
  const numeric = columns.map(({ isNumber }) => (isNumber ? ' class="n"' : ''));
  const head = columns.map(
    ({ title }, at) => `<th scope="col"${numeric[at] ?? ''}>${asHtml(title)}</th>`,
  );
  const body = rows.map((cells) => {
    const [first = '', ...others] = cells;
    const rest = others.map((cell, at) => `<td${numeric[at + 1] ?? ''}>${asHtml(cell)}</td>`);
    return `<tr><th scope="row">${asHtml(first)}</th>${rest.join('')}</tr>`;
  });
  const sum = columns.reduce((all, { share }) => all + share, 0);
  const widths = columns.map(
    ({ share }) => `<col style="width:${Math.round((100 * share) / sum)}%">`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${asHtml(caption)}"><table><caption>${asHtml(caption)}</caption><colgroup>${widths.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}
