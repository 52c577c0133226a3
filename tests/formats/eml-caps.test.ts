import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/formats/read-message.js';
import type { Message } from '../../src/model/message.js';

const HEAD = 'From: a@stell.example\nDate: Tue, 5 Mar 2024 22:14:00 +0000\nSubject: x\n';
const THREAT = 'You will withdraw the report by Friday.';

const readText = (text: string): Promise<Message> =>
  readMessage(Buffer.from(text), 'eml', { name: 'x.eml' });
const codes = (message: Message): string[] => message.defects.map((d) => d.code).sort();
const allText = (message: Message): string => message.parts.map((part) => part.text).join('\n');

function nested(levels: number): string {
  let text = `Content-Type: text/plain\n\n${THREAT}\n`;
  for (let i = 0; i < levels; i++)
    text = `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n${text}\n--b${i}--\n`;
  return HEAD + text;
}

function matryoshka(levels: number): string {
  let text = `${HEAD}\n${THREAT}\n`;
  for (let i = 0; i < levels; i++) text = `${HEAD}Content-Type: message/rfc822\n\n${text}`;
  return text;
}

describe('nesting', () => {
  it('reads 60 multiparts inside each other', async () => {
    const message = await readText(nested(60));
    expect([codes(message), message.parts[0]?.text.trim()]).toEqual([[], THREAT]);
  });

  it.each([70, 1_000])('keeps the text of %i multiparts, and says where it stopped', async (n) => {
    const message = await readText(nested(n));
    expect(codes(message)).toContain('cap-nesting');
    expect(allText(message).split(THREAT)).toHaveLength(2);
  });

  it.each([70, 1_000])('keeps the text of %i messages inside each other', async (n) => {
    const message = await readText(matryoshka(n));
    expect(codes(message)).toContain('cap-nesting');
    expect(allText(message).split(THREAT)).toHaveLength(2);
  });
});

describe('numbers', () => {
  it('reads 9,000 parts and keeps the text of what is beyond 10,000', async () => {
    const parts = (n: number) =>
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: image/png\n\nx\n'.repeat(n)}--b\nContent-Type: text/plain\n\n${THREAT}\n--b--\n`;
    const under = await readText(parts(9_000));
    expect([codes(under), under.parts.length, under.parts[0]?.text]).toEqual([[], 9_001, THREAT]);
    const over = await readText(parts(10_500));
    expect(codes(over)).toContain('cap-parts');
    expect(allText(over)).toContain(THREAT);
  });

  it('counts the parts of embedded messages too', async () => {
    const inner = `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: image/png\n\nx\n'.repeat(4_000)}--b--\n`;
    const part = `--o\nContent-Type: message/rfc822\n\n${inner}`;
    const message = await readText(
      `${HEAD}Content-Type: multipart/mixed; boundary=o\n\n${part.repeat(3)}--o--\n`,
    );
    expect(codes(message)).toContain('cap-parts');
  });

  it('is linear in boundary lines without headers', async () => {
    const message = await readText(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(60_000)}${THREAT}\n`,
    );
    expect(allText(message)).toContain(THREAT);
  }, 5_000);

  it('keeps 1,024 recipients and says that there are more', async () => {
    const to = Array.from({ length: 3_000 }, (_, i) => `p${i}@stell.example`).join(',\n ');
    const message = await readText(`${HEAD}To: ${to}\n\n${THREAT}\n`);
    expect([message.to.length, codes(message)]).toEqual([1_024, ['cap-recipients']]);
  });

  it('keeps 100,000 words of a part', async () => {
    const message = await readText(`${HEAD}\n${'word '.repeat(150_000)}`);
    expect(codes(message)).toEqual(['cap-words']);
    expect(message.parts[0]?.text.split(' ').length).toBe(100_000);
  });

  it('reads the first 50 MB', async () => {
    const message = await readText(`${HEAD}\n${THREAT}\n${'x'.repeat(51 * 1024 * 1024)}`);
    expect(codes(message)).toEqual(['cap-message-bytes']);
    expect(allText(message)).toContain(THREAT);
  });

  it('takes header blocks of 5 MB for headers as far as the cap, and for text beyond', async () => {
    const message = await readText(`${HEAD}X-Long: ${'y'.repeat(5_000_000)}\n\n${THREAT}\n`);
    expect(codes(message)).toContain('cap-header-bytes');
    expect(allText(message)).toContain(THREAT);
  });
});

describe('time is linear in the message', () => {
  const long = 400_000;
  it.each([
    ['blanks', ' '.repeat(long)],
    ['quotes', '"'.repeat(long)],
    ['parentheses', '('.repeat(long)],
    ['angle brackets', '<'.repeat(long)],
    ['encoded words', '=?a?q?'.repeat(long / 6)],
    ['commas', ','.repeat(long)],
    ['semicolons', ';a=b'.repeat(long / 4)],
    ['folds', 'x\n '.repeat(long / 3)],
  ])(
    'headers of %s',
    async (_, filling) => {
      const fields = ['To', 'Subject', 'Date', 'Message-ID', 'References', 'Content-Type', 'X-A'];
      await readText(`${HEAD}${fields.map((f) => `${f}: ${filling}`).join('\n')}\n\n${THREAT}\n`);
    },
    5_000,
  );

  it.each([
    ['dashes', '--\n'.repeat(long / 3)],
    ['quote marks', '>'.repeat(long)],
    ['equals signs', '='.repeat(long)],
    ['stray high bytes', '\u0092'.repeat(long)],
  ])(
    'bodies of %s',
    async (_, filling) => {
      const type = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n';
      const part =
        'Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n';
      await readMessage(Buffer.from(HEAD + type + part + filling, 'latin1'), 'eml', { name: 'x' });
    },
    5_000,
  );
});
