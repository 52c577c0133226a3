// A process with a pool of its own, to be killed: its child is stuck and cannot hear of it.
import { createChildPool } from '../../../dist/src/queue/child-pool.js';

const pool = createChildPool({
  entry: new URL('./items.mjs', import.meta.url),
  size: 1,
  timeLimitMs: 60_000,
  memoryMb: 128,
});
process.on('message', (deed) => {
  if (deed === 'forget') process.disconnect();
});
await pool.runBatch([{ do: 'echo' }], null);
if (process.argv[2] === 'stuck') pool.runBatch([{ do: 'regex' }], null).catch(() => {});
process.send({ pids: pool.pids() });
