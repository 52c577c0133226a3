// A worker process for the tests of the BullMQ transport: takes a job, says so, never ends it.
import { createBullQueue } from '../../../dist/src/queue/bullmq.js';

const [url, deed] = process.argv.slice(2);
const queue = createBullQueue({ url, prefix: 'taken-over', connectMs: 500 });
try {
  await queue.ready();
} catch (error) {
  process.send({ error: String(error) });
  process.disconnect();
}
process.on('message', () => {
  queue.close().then(() => process.disconnect());
});
// When the test itself is killed. Not without a server: there it must end without being told.
if (process.connected) process.on('disconnect', () => deed === 'hold' && process.exit());
if (deed === 'hold') {
  queue.consume('analysis', async (job) => {
    process.send({ took: job.id });
    await new Promise(() => {});
  }, { concurrency: 1 });
}
if (deed === 'idle') {
  queue.onProgress('analysis', () => {});
  queue.consume('analysis', async () => {}, { concurrency: 1 });
  await queue.depth('analysis');
  process.send({ idle: true });
}
