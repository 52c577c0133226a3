import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { trainingExamples } from '../pipeline/training/examples.js';
import { fitWeights } from '../pipeline/training/fit.js';
import { openOut } from './write-out.js';

/** `probity train DIR --output FILE` */
export async function runTrain(dir: string, output: string): Promise<void> {
  const weights = fitWeights(await trainingExamples(dir, loadCatalogue()));
  const { signs, categories } = weights;
  // A line a category: a change of the catalogue shows as a readable diff.
  const lines = Object.entries(categories).map(([c, w]) => `    "${c}": ${JSON.stringify(w)}`);
  const text = `{\n  "signs": ${JSON.stringify(signs)},\n  "categories": {\n${lines.join(',\n')}\n  }\n}\n`;
  await openOut(output).write([text]);
}
