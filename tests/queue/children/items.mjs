// One child entry for the tests of the pool: each item says what should befall the child.
import { serveItems } from '../../../dist/src/queue/child-main.js';

const kept = [];

const deeds = {
  echo: async (item, shared) => ({ value: item.value, shared, pid: process.pid }),
  slow: async (item) => {
    await new Promise((resolve) => setTimeout(resolve, item.ms));
    return { value: item.value, pid: process.pid };
  },
  // More than a pipe takes at once.
  large: async () => ({ value: 'x'.repeat(5_000_000), pid: process.pid }),
  // Waits for ever without using the processor.
  hang: () => new Promise(() => {}),
  // Stuck inside one synchronous call: no timer, no message gets through.
  regex: async () => ({ value: /^(a+)+$/.test(`${'a'.repeat(60)}!`) }),
  heap: async () => {
    for (;;) kept.push({ text: `x${Math.random()}`.repeat(10) });
  },
  // Outside V8's heap, so that --max-old-space-size does not see it.
  buffers: async () => {
    for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  exit: async (item) => process.exit(item.code ?? 0),
  'kill-self': async () => process.kill(process.pid, 'SIGKILL'),
  throw: async () => {
    throw new Error('the third word of the message');
  },
  // Throws after its own report has gone: the next item is under way by then.
  'throw-late': async () => {
    setTimeout(() => {
      throw new TypeError('nobody was listening any more');
    }, 20);
    return {};
  },
  'not-json': async () => ({ value: 1n }),
  noise: async () => {
    console.log('noise on stdout');
    console.error('noise on stderr '.repeat(20_000));
    return { value: 'quiet' };
  },
  environment: async () => ({ names: Object.keys(process.env) }),
  liar: async () => {
    process.send({ kind: 'done', index: 99, result: 'of an item nobody gave' });
    return new Promise(() => {});
  },
  deaf: async () => {
    process.on('SIGTERM', () => {});
    return { value: 'deaf' };
  },
};

serveItems((item, shared) => deeds[item.do](item, shared));
