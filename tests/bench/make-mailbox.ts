import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { cutSource } from '../../src/pipeline/cut-source.js';
import { readRange } from '../../src/pipeline/read-file.js';
import { walkSources } from '../../src/pipeline/sources.js';
import { createUnpacker } from '../../src/pipeline/unpack.js';

/** The raw messages of the samples; letters are left out, since mailparser reads none. */
export async function sampleMessages(samples: string, scratch: string): Promise<string[]> {
  const unpacker = createUnpacker(join(scratch, 'spool'));
  const raw: string[] = [];
  for await (const walked of walkSources([samples], [scratch])) {
    if (walked.kind !== 'file') continue;
    for await (const piece of cutSource(walked, { unpacker, onBytes: () => {} })) {
      if (piece.kind !== 'document') continue;
      const { file, offset, length, format, fromQuoting } = piece.ref;
      if (format !== 'eml' && format !== 'mbox-message') continue;
      const text = (await readRange(file, offset, length)).toString('latin1');
      raw.push(fromQuoting === 'mboxrd' ? text.replace(/^>(>*From )/gm, '$1') : text);
    }
  }
  await unpacker.close();
  return raw;
}

/** A distinct message: its ids, its subject and, where the body is plain, its words vary. */
export function vary(raw: string, n: number): string {
  const blank = /\r?\n\r?\n/.exec(raw);
  const end = blank === null ? raw.length : blank.index;
  const head = raw
    .slice(0, end)
    .replace(
      /^(message-id|in-reply-to|references):((?:.*\r?\n[ \t])*.*)/gim,
      (_, name, value) => `${name}:${String(value).replaceAll('@', `.${n}@`)}`,
    )
    .replace(/^(subject:.*)$/im, `$1 (${n})`);
  const isPlain = !/^content-(type:[ \t]*multipart|transfer-encoding:[ \t]*(base64|quoted))/im.test(
    head,
  );
  const words = isPlain ? `\nReference ${n}, file ${(n * 7919) % 10_007}, room ${n % 97}.\n` : '';
  return head + raw.slice(end) + words;
}

/** Writes `count` varied messages as an mboxrd; gives the messages' bytes. */
export async function writeMailbox(
  path: string,
  raw: readonly string[],
  count: number,
): Promise<number> {
  const out = createWriteStream(path);
  let bytes = 0;
  for (let n = 0; n < count; n += 1) {
    const message = vary(raw[n % raw.length]!, n).replace(/^(>*From )/gm, '>$1');
    bytes += message.length;
    const entry = `From bench@post.example Mon Sep 15 09:00:00 2025\n${message}\n\n`;
    if (!out.write(entry, 'latin1')) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return bytes;
}
