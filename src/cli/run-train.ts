import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { readDevelopmentMail, readSceneMail, readScenes } from '../pipeline/training/lessons.js';
import { trainReader } from '../pipeline/training/train-reader.js';
import { openOut } from './write-out.js';

/** `probity train DIR --sentences DIR --output FILE` */
export async function runTrain(dir: string, sentences: string, output: string): Promise<void> {
  const catalogue = { ...loadCatalogue(), reader: undefined };
  const scenes = readSceneMail(await readScenes(sentences), catalogue);
  const file = trainReader(scenes, await readDevelopmentMail(dir, catalogue));
  await openOut(output).write([`${JSON.stringify(file, null, 1)}\n`]);
}
