import { userInfo } from 'node:os';
import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { goBack, takeIntoUse } from '../pipeline/council-reader.js';
import {
  type Change,
  type Shown,
  trainOnVerdicts,
} from '../pipeline/training/train-on-verdicts.js';
import { openWorkspace } from '../pipeline/workspace.js';
import { openOut } from './write-out.js';

/** `probity train --verdicts [--apply]` */
export async function trainVerdicts(isApplied: boolean, dataDir?: string): Promise<void> {
  const workspace = await openWorkspace(readConfig(dataDir), false);
  try {
    const { changes, verdicts, measured, isBetter } = await trainOnVerdicts(workspace.store);
    await openOut(undefined).write([table(measured)]);
    if (!isBetter) {
      const sentence =
        'It tells confirmed from dismissed no better than the reader that came with Probity';
      if (isApplied) throw new UsageError(`${sentence}, so it was not taken into use.`);
      process.stderr.write(`${sentence}; nothing was changed.\n`);
      return;
    }
    if (!isApplied) {
      process.stderr.write('Nothing was changed; add --apply to take it into use.\n');
      return;
    }
    const at = new Date().toISOString();
    const number = await takeIntoUse(workspace.settings.dataDir, {
      trainedAt: at,
      verdicts,
      changes,
    });
    const detail = `reader ${number}, trained on ${verdicts} verdicts`;
    const who = userInfo().username;
    await workspace.store.audit({ at, who, action: 'reader-trained', detail });
    process.stderr.write(
      `Reader ${number} is used from the next scan on, which reads all messages again. \`probity train --restore\` goes back.\n`,
    );
  } finally {
    await workspace.close();
  }
}

/** `probity train --restore` */
export async function restoreReader(dataDir?: string): Promise<void> {
  const workspace = await openWorkspace(readConfig(dataDir), false);
  try {
    const { from, to } = await goBack(workspace.settings.dataDir);
    const name = to === 0 ? 'the reader that came with Probity' : `reader ${to}`;
    const entry = { at: new Date().toISOString(), who: userInfo().username };
    const detail = `reader ${from} given up for ${name}`;
    await workspace.store.audit({ ...entry, action: 'reader-restored', detail });
    process.stderr.write(`From the next scan on, ${name} is used again.\n`);
  } finally {
    await workspace.close();
  }
}

const LEFT = 24;

function table(measured: readonly Change[]): string {
  const percent = (from: number, to: number): string =>
    `${Math.round(from * 100)} → ${Math.round(to * 100)} %`.padStart(13);
  const line = ({ category, confirmed, dismissed, shipped, retrained }: Change): string => {
    const by = (what: keyof Shown): string => percent(shipped[what], retrained[what]);
    const counts = `${String(confirmed).padStart(10)}${String(dismissed).padStart(10)}`;
    return `${category.padEnd(LEFT)}${counts}${by('precision')}${by('recall')}\n`;
  };
  const head = `${''.padEnd(LEFT)}${'confirmed'.padStart(10)}${'dismissed'.padStart(10)}${'precision'.padStart(13)}${'recall'.padStart(13)}\n`;
  return `As shipped → trained on your verdicts, measured on verdicts left out of the training,\nby their quoted sentences alone:\n\n${head}${measured.map(line).join('')}\n`;
}
