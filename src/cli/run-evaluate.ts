import type { Evaluation } from '../model/evaluation.js';
import { evaluate } from '../pipeline/evaluation/evaluate.js';
import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { evaluationHtml } from '../report/evaluation-html.js';
import { evaluationText } from '../report/evaluation-text.js';
import type { EvaluateOptions } from './evaluate-command.js';
import { openOut } from './write-out.js';

/** `probity evaluate DIR…` */
export async function runEvaluate(
  dirs: readonly string[],
  options: EvaluateOptions,
): Promise<void> {
  const evaluation = await evaluate(dirs, loadCatalogue());
  await openOut(options.output).write([show(evaluation, options.format)]);
}

function show(evaluation: Evaluation, format: EvaluateOptions['format']): string {
  if (format === 'html') return evaluationHtml(evaluation);
  if (format === 'json') return `${JSON.stringify(evaluation, null, 2)}\n`;
  return `${evaluationText(evaluation)}\n`;
}
