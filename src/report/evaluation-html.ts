import type { Confusion, Evaluation, Score } from '../model/evaluation.js';
import { asHtml } from './html-text.js';

const STYLE = `body{font:16px/1.5 Arial,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}
table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #b1b4b6;padding:.3rem .8rem;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}blockquote{margin:.3rem 0;padding-left:.8rem;border-left:4px solid #b1b4b6}
article{margin:1rem 0}small{color:#505a5f}`;

/**
 * A self-contained page to read the misses and false alarms of the development part in. The test
 * part shows figures only: whoever writes patterns does not read it.
 */
export function evaluationHtml(evaluation: Evaluation): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Evaluation</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><main><h1>Evaluation</h1>
${section('Development part', evaluation.development)}
${evaluation.test.messages > 0 ? section('Test part', evaluation.test) : ''}
<h2>Missed and false alarms in the development part</h2>
${evaluation.development.confusion.map(article).join('\n')}
</main></body></html>
`;
}

function section(title: string, score: Score): string {
  const rows = [...score.categories, score.overall].map((c) => {
    const cell = (r: typeof c.recall): string =>
      `<td class="n">${Math.round(r.value * 100)} %</td><td class="n">${Math.round(r.low * 100)}–${Math.round(r.high * 100)}</td><td class="n">${r.hits}/${r.of}</td>`;
    return `<tr><th scope="row">${c.category}</th>${cell(c.precision)}${cell(c.recall)}<td class="n">${c.f1.toFixed(2)}</td></tr>`;
  });
  return `<h2>${title}: ${score.messages} messages</h2>
<table><thead><tr><th>category</th><th>precision</th><th>95 %</th><th>count</th><th>recall</th><th>95 %</th><th>count</th><th>F1</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<p>False alarms: near misses ${score.nearMissAlarms.hits} of ${score.nearMissAlarms.of}; ordinary mail ${score.ordinaryAlarms.hits} of ${score.ordinaryAlarms.of}.</p>`;
}

function article(c: Confusion): string {
  const what =
    c.kind === 'missed' ? 'missed' : `false alarm by ${asHtml(c.pattern)} (${c.confidence})`;
  return `<article><h3>${asHtml(c.id)}: ${c.category} ${what}</h3>
<blockquote>${asHtml(c.words)}</blockquote><small>${asHtml(c.why)}</small></article>`;
}
