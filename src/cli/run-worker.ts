import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { workAtAnalysis, workAtIntake, workAtReview } from '../pipeline/worker.js';
import { openQueue, openWorkspace } from '../pipeline/workspace.js';
import { stopSignal } from './stop-signal.js';
import type { Stage, WorkerFlags } from './worker-command.js';

/** `probity worker [intake|analysis|review]` */
export async function runWorker(stage: Stage, flags: WorkerFlags): Promise<void> {
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
      const work =
        stage === 'intake'
          ? workAtIntake(queue, workspace, options)
          : workAtReview(queue, workspace.store, options);
      await work.finally(() => workspace.close());
    }
  } finally {
    await queue.close();
    stop.release();
  }
}

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};
