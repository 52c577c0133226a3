import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { workAtAnalysis, workAtReview } from '../pipeline/worker.js';
import { openQueue, openWorkspace } from '../pipeline/workspace.js';
import { stopSignal } from './stop-signal.js';
import type { WorkerFlags } from './worker-command.js';

/** `probity worker [analysis|review]` */
export async function runWorker(stage: 'analysis' | 'review', flags: WorkerFlags): Promise<void> {
  const config = readConfig(flags.dataDir);
  if (config.redisUrl === '') {
    throw new UsageError(
      'A worker takes jobs from Redis: set REDIS_URL, for example redis://localhost:6379.',
    );
  }
  const stop = stopSignal(() => say('Stopping.'));
  const options = { signal: stop.signal, onNotice: say };
  const queue = await openQueue(config, say);
  try {
    await queue.ready();
    say(`Working at ${stage}; Ctrl-C stops.`);
    if (stage === 'analysis') await workAtAnalysis(queue, flags.jobs, options);
    else {
      const workspace = await openWorkspace(config, false);
      await workAtReview(queue, workspace.store, options).finally(() => workspace.close());
    }
  } finally {
    await queue.close();
    stop.release();
  }
}

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};
