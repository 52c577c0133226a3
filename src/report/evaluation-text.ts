import Table from 'cli-table3';
import type { CategoryScore, Evaluation, Rate, Score } from '../model/evaluation.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** `72 % (58–83) 31/43`: the share, its 95 % interval, the count. */
function show(rate: Rate): string {
  if (rate.of === 0) return '–';
  const interval = `${Math.round(rate.low * 100)}–${Math.round(rate.high * 100)}`;
  return `${percent(rate.value)} (${interval}) ${rate.hits}/${rate.of}`;
}

/** The evaluation as a table a person reads in a terminal, one part of the set after the other. */
export function evaluationText(evaluation: Evaluation): string {
  const parts = (['development', 'test'] as const).filter((p) => evaluation[p].messages > 0);
  return parts.map((part) => partText(part, evaluation[part], evaluation)).join('\n\n');
}

function partText(name: 'development' | 'test', score: Score, evaluation: Evaluation): string {
  const table = new Table({
    head: [`${name}: ${score.messages} messages`, 'precision (95 %)', 'recall (95 %)', 'F1'],
    style: { head: [], border: [] },
  });
  const row = (c: CategoryScore): string[] => [
    c.category,
    show(c.precision),
    show(c.recall),
    c.f1.toFixed(2),
  ];
  table.push(...score.categories.map(row), row(score.overall));
  const layers = Object.entries(evaluation.layers).map(([layer, parts]) => {
    const { precision, recall } = parts[name].overall;
    return `  ${layer}: precision ${show(precision)}, recall ${show(recall)}`;
  });
  const reliability = score.reliability
    .filter((b) => b.right.of > 0)
    .map((b) => `  said ${b.from.toFixed(1)}–${b.to.toFixed(1)}: right ${show(b.right)}`);
  return [
    table.toString(),
    `false alarms: near misses ${show(score.nearMissAlarms)}, ordinary mail ${show(score.ordinaryAlarms)}`,
    `evidence overlaps the labelled words: ${show(score.spanOverlap)}`,
    'by layer, alone:',
    ...layers,
    'reliability:',
    ...reliability,
  ].join('\n');
}
