import { Worker } from 'node:worker_threads';
import { fromArguments, type ItemReport, READY, type WorkOrder } from './child-protocol.js';

/** The watch needs next to nothing; without limits a thread reserves as much as the main one. */
const WATCH_LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };

/**
 * The child's half of the pool: calls `handle` on one item after the other and reports each result
 * by itself. `handle` gets the batch's `shared` value with every item. A rejection is reported as
 * that item's failure; a crash, a hang or too much memory ends the child, and the pool goes on
 * without the item. Call it once, as the last thing of the entry file, when everything is loaded.
 */
export function serveItems<Item, Result>(
  handle: (item: Item, shared: unknown) => Promise<Result>,
): void {
  const watch = fromArguments(process.argv);
  // Ctrl-C reaches the whole process group; the parent decides when a child ends.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
  new Worker(new URL('./child-watch.js', import.meta.url), {
    workerData: watch,
    resourceLimits: WATCH_LIMITS,
  }).unref();
  process.on('message', (order: WorkOrder) => {
    void work(order, handle);
  });
  void send(READY);
}

async function work<Item, Result>(
  order: WorkOrder,
  handle: (item: Item, shared: unknown) => Promise<Result>,
): Promise<void> {
  for (const [index, item] of order.items.entries()) {
    // The items are what the owner of the pool put in: both ends share the type.
    const report = await outcome(index, () => handle(item as Item, order.shared));
    await send(report);
  }
}

async function outcome(index: number, handle: () => Promise<unknown>): Promise<ItemReport> {
  try {
    return { kind: 'done', index, result: await handle() };
  } catch (error) {
    return { kind: 'threw', index, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Resolves when the report has left this process. Waiting for that before the next item matters: a
 * report still held back here when the next item hangs would put the blame on the wrong one.
 */
function send(report: ItemReport | typeof READY): Promise<void> {
  return new Promise((resolve) => {
    const sent = (error: Error | null): void => {
      if (error !== null) process.exit(0); // the parent is gone
      resolve();
    };
    try {
      process.send?.(report, sent);
    } catch (error) {
      if (report === READY || report.kind !== 'done') throw error;
      const reason = `the result could not be sent: ${error instanceof Error ? error.message : error}`;
      process.send?.({ kind: 'threw', index: report.index, reason } satisfies ItemReport, sent);
    }
  });
}
