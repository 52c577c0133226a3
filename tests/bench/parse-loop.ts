import { stat } from 'node:fs/promises';
import { simpleParser } from 'mailparser';
import { cutMbox } from '../../src/formats/mbox.js';
import { readChunks, readRange } from '../../src/pipeline/read-file.js';

/**
 * What a user's own script would do only to parse: mailparser, one message after another. Run as
 * `node parse-loop.js MAILBOX defaults|skipping`; prints milliseconds, reading not counted.
 */
const [mailbox = '', kind = 'defaults'] = process.argv.slice(2);

/** Without what Probity does not use: conversions between text and html, links, inline pictures. */
const SKIPPING = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
};

const { size } = await stat(mailbox);
let ms = 0;
for await (const { offset, length } of cutMbox(readChunks(mailbox, size))) {
  const bytes = await readRange(mailbox, offset, length);
  const start = performance.now();
  await simpleParser(bytes, kind === 'skipping' ? SKIPPING : {});
  ms += performance.now() - start;
}
process.stdout.write(`${Math.round(ms)}\n`);
