import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMbox, type MboxCut } from '../../src/formats/mbox.js';
import { unquoteFrom } from '../../src/formats/mbox-quoting.js';
import { isSeparatorLine } from '../../src/formats/mbox-separator.js';
import { readMessage } from '../../src/formats/read-message.js';

const FOLDER = new URL('../hostile/', import.meta.url);
const SEPARATOR = 'From a@stell.example Tue Mar  5 22:14:00 2024\n';
const THREAT = 'You will withdraw the report by Friday, or I shall see to it that you are moved.';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cut(bytes: Uint8Array, size = 64 * 1024): Promise<MboxCut[]> {
  const cuts: MboxCut[] = [];
  for await (const each of cutMbox(inChunks(bytes, size))) cuts.push(each);
  return cuts;
}

const sample = (name: string): Buffer => readFileSync(new URL(name, FOLDER));
const textsOf = (bytes: Buffer, cuts: readonly MboxCut[]): string[] =>
  cuts.map((c) => bytes.toString('latin1', c.offset, c.offset + c.length));
const codes = (c: MboxCut | undefined): string[] => c?.defects.map((d) => d.code) ?? [];

describe('what separates', () => {
  it.each([
    'From a@stell.example Tue Mar  5 22:14:00 2024',
    'From - Tue Mar 05 22:14:00 2024\r\n',
    'From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n',
    'From 1593@xxx Mon Mar 26 16:21:11 +0000 2018',
    'From a@stell.example Tue Mar  5 22:14 GMT 2024',
    'From "Ida Moss"@stell.example Tue Mar  5 22:14:00 2024 +0100',
  ])('%s', (line) => expect(isSeparatorLine(line)).toBe(true));

  it.each([
    'From now on you answer to me.',
    'From Tuesday the office is shut.',
    'From: a@stell.example',
    'From now on it will be Tue Mar  5 22:14:00 2024',
    '>From a@stell.example Tue Mar  5 22:14:00 2024',
    'From a@stell.example Tue Mar  5 2024',
  ])('not %s', (line) => expect(isSeparatorLine(line)).toBe(false));
});

describe('kinds of mbox', () => {
  it('mboxo: body lines that start with From stay, quoted ones are restored', async () => {
    const bytes = sample('mboxo.mbox');
    const cuts = await cut(bytes);
    expect(cuts.map((c) => c.fromQuoting)).toEqual(['mboxo', 'none']);
    const first = bytes.subarray(cuts[0]!.offset, cuts[0]!.offset + cuts[0]!.length);
    const message = await readMessage(first, 'mbox-message', {
      name: 'x',
      fromQuoting: cuts[0]!.fromQuoting,
    });
    expect(message.parts[0]?.text).toBe(
      'From now on you answer to me.\n\nFrom now on, I said.\nFrom here on too.\n',
    );
  });

  it('mboxrd: one mark is taken off each', async () => {
    const bytes = sample('mboxrd.mbox');
    const [first] = await cut(bytes);
    expect(first?.fromQuoting).toBe('mboxrd');
    const text = unquoteFrom(
      bytes.subarray(first!.offset, first!.offset + first!.length),
      'mboxrd',
    );
    expect(Buffer.from(text).toString()).toContain(
      '\nFrom now on you answer to me.\n>>From: quoted\n>From a quoted line\n',
    );
  });

  it('mboxcl2: a separator inside the Content-Length is text, and nothing is unquoted', async () => {
    const bytes = sample('mboxcl2.mbox');
    const cuts = await cut(bytes);
    expect(cuts.map((c) => c.fromQuoting)).toEqual(['none', 'none']);
    const texts = textsOf(bytes, cuts);
    expect(texts[0]).toMatch(/Subject: pasted\n\n>From the start it was wrong\.\n$/);
    expect(texts[1]).toContain(THREAT);
  });

  it('does not believe a Content-Length that lands elsewhere', async () => {
    const bytes = sample('mbox-wrong-length.mbox');
    const cuts = await cut(bytes);
    expect(cuts.map(codes)).toEqual([['content-length-wrong'], []]);
    expect(textsOf(bytes, cuts)[1]).toContain(THREAT);
  });

  it('keeps a truncated last message', async () => {
    const bytes = sample('mbox-truncated.mbox');
    const cuts = await cut(bytes);
    expect(textsOf(bytes, cuts)[1]).toMatch(/see to it that you ar$/);
  });

  it('keeps text that stands before the first separator', async () => {
    const bytes = Buffer.from(`\nlost and found\n\n${SEPARATOR}Subject: 1\n\nbody\n`);
    const cuts = await cut(bytes);
    expect(textsOf(bytes, cuts)).toEqual(['lost and found\n', 'Subject: 1\n\nbody\n']);
    expect(codes(cuts[0])).toEqual(['mbox-lead']);
  });

  it('cuts mailboxes with CRLF alike', async () => {
    const bytes = Buffer.from(sample('mboxo.mbox').toString().replaceAll('\n', '\r\n'));
    const cuts = await cut(bytes);
    expect(cuts).toHaveLength(2);
    expect(textsOf(bytes, cuts)[1]).toMatch(/^From: a2@.*moved\.\r\n$/s);
  });

  it('finds nothing in nothing', async () => {
    expect(await cut(Buffer.alloc(0))).toEqual([]);
    expect(await cut(Buffer.from('\n\n'))).toEqual([]);
  });
});

const line = fc.oneof(
  fc.constantFrom('', '>From here', '>>From there', 'From now on, yes', 'Content-Length: 12', '\r'),
  fc.string({ maxLength: 30 }).map((text) => text.replace(/[\n\r]/g, ' ')),
);
const body = fc.array(line, { maxLength: 12 }).map((lines) => `${lines.join('\n')}\n`);

describe('no byte is lost or given twice', () => {
  it('of messages written as mbox, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(body, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 90 }),
        async (bodies, size) => {
          const messages = bodies.map((text, i) => `Subject: ${i}\n\n${text}`);
          const bytes = Buffer.from(messages.map((m) => `${SEPARATOR}${m}\n`).join(''));
          const cuts = await cut(bytes, size);
          expect(cuts.map((c) => bytes.toString('utf8', c.offset, c.offset + c.length))).toEqual(
            messages,
          );
          for (const [i, c] of cuts.entries())
            expect(c.digest).toBe(createHash('sha256').update(messages[i]!).digest('hex'));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of any bytes: what is in no message is separators and blank lines', async () => {
    const piece = fc.oneof(
      fc.constant(SEPARATOR),
      fc.constant(`\n${SEPARATOR}`),
      line.map((l) => `${l}\n`),
      line,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 64 }),
        async (pieces, size) => {
          const bytes = Buffer.from(pieces.join(''));
          let at = 0;
          let between = '';
          for (const { offset, length } of await cut(bytes, size)) {
            expect(offset).toBeGreaterThanOrEqual(at);
            between += bytes.toString('latin1', at, offset);
            at = offset + length;
          }
          between += bytes.toString('latin1', at);
          expect(between.replaceAll(SEPARATOR, '').replace(/[\r\n]+/g, '')).toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('memory and time', () => {
  it('holds a bounded window over a message of any size', async () => {
    const chunk = Buffer.from(`${'x'.repeat(63)}\n`.repeat(1024));
    let held = 0;
    async function* huge(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${SEPARATOR}Subject: huge\n\n`);
      for (let i = 0; i < 2_000; i++) {
        if (i % 100 === 0) held = Math.max(held, process.memoryUsage().arrayBuffers);
        yield chunk;
      }
    }
    const before = process.memoryUsage().arrayBuffers;
    const cuts: MboxCut[] = [];
    for await (const each of cutMbox(huge())) cuts.push(each);
    expect(cuts).toHaveLength(1);
    expect(cuts[0]!.length).toBe(2_000 * chunk.length + 'Subject: huge\n\n'.length);
    expect(held - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('is linear when every line looks almost like a separator or every length lies', async () => {
    const almost = Buffer.from(`${SEPARATOR}Subject: 1\n\n${'From x\n'.repeat(300_000)}`);
    expect(await cut(almost, 4_096)).toHaveLength(1);
    const lying = `${SEPARATOR}Content-Length: 30000000\n\nshort\n\n`.repeat(20_000);
    expect(await cut(Buffer.from(lying))).toHaveLength(20_000);
  }, 10_000);
});
