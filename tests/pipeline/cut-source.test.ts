import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cutSource, type Piece } from '../../src/pipeline/cut-source.js';
import { walkSources } from '../../src/pipeline/sources.js';
import { createUnpacker } from '../../src/pipeline/unpack.js';
import { mailbox, newFolder, plainMail, write, zipOf } from './mail.js';

/** Cuts everything in a folder; `look` runs while unpacked files are there. */
async function cut(
  folder: string,
  look: (pieces: readonly Piece[]) => void = () => {},
): Promise<Piece[]> {
  const spool = join(newFolder(), 'spool');
  const unpacker = createUnpacker(spool);
  const pieces: Piece[] = [];
  for await (const walked of walkSources([folder], [spool])) {
    if (walked.kind !== 'file') continue;
    for await (const piece of cutSource(walked, { unpacker, onBytes: () => {} }))
      pieces.push(piece);
  }
  look(pieces);
  await unpacker.close();
  expect(() => statSync(spool)).toThrow();
  return pieces;
}

const shown = (pieces: readonly Piece[]): string[] =>
  pieces.map((piece) => {
    if (piece.kind === 'document') return `${piece.ref.format} ${piece.ref.path}`;
    return `${piece.kind} ${piece.path}${piece.kind === 'unread' ? ` ${piece.reason}` : ''}`;
  });

it('tells files by their content before their name', async () => {
  const folder = write(newFolder(), {
    'p/a.txt': mailbox([plainMail(1), plainMail(2)]),
    'p/b.mbox': plainMail(3),
    'p/c.html': 'Dear Jane,\n\nthank you for your letter.\n\nYours,\nOwen',
    'p/d.eml': '<!doctype html><p>Dear Jane</p>',
  });
  expect(shown(await cut(join(folder, 'p')))).toEqual([
    'mbox-message p/a.txt',
    'mbox-message p/a.txt',
    'eml p/b.mbox',
    'html p/c.html',
    'html p/d.eml',
  ]);
});

it('gives each message of a mailbox an id of its own, the same in another place of the mailbox', async () => {
  const [a, b] = [plainMail(1), plainMail(2)];
  const one = write(newFolder(), { 'p/x.mbox': mailbox([a, b]) });
  const two = write(newFolder(), { 'p/x.mbox': mailbox([b, a, a]) });
  const ids = async (folder: string): Promise<string[]> =>
    (await cut(join(folder, 'p'))).flatMap((p) => (p.kind === 'document' ? p.ref.id : []));
  const [first, second] = await ids(one);
  expect(first).toMatch(/^[0-9a-f]{24}$/);
  expect(await ids(two)).toEqual([second, first, first]);
});

it('names what it cannot read', async () => {
  const folder = write(newFolder(), {
    'p/a.eml': '',
    'p/binary.bin': new Uint8Array(5_000).fill(7),
    'p/empty.mbox': '',
    'p/Inbox': '',
    'p/mail.msg': Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'),
    'p/M/cur/1.host': '',
  });
  expect(shown(await cut(join(folder, 'p')))).toEqual([
    'empty-mailbox p/Inbox',
    'unread p/M/cur/1.host is empty (0 bytes)',
    'unread p/a.eml is empty (0 bytes)',
    'unread p/binary.bin is not a mailbox, message or letter that Probity can read',
    'empty-mailbox p/empty.mbox',
    'unread p/mail.msg is an Outlook message (.msg), which Probity does not read yet',
  ]);
});

it('reads archives in archives up to three deep, from copies that are gone afterwards', async () => {
  let zip: Buffer = await zipOf({ 'deep.eml': plainMail(4) });
  for (const level of [3, 2, 1]) {
    zip = await zipOf({ [`${level}.eml`]: plainMail(level), 'more.zip': zip, 'notes.csv': 'x' });
  }
  const folder = write(newFolder(), { 'p/all.zip': zip });
  const check = (pieces: readonly Piece[]): void => {
    const [first] = pieces;
    if (first?.kind !== 'document') throw new Error('no document');
    expect(readFileSync(first.ref.file, 'utf8')).toBe(plainMail(1));
  };
  expect(shown(await cut(join(folder, 'p'), check))).toEqual([
    'eml p/all.zip!/1.eml',
    'eml p/all.zip!/more.zip!/2.eml',
    'eml p/all.zip!/more.zip!/more.zip!/3.eml',
    'unread p/all.zip!/more.zip!/more.zip!/more.zip is an archive inside 3 others, which is not opened',
    'passed-over p/all.zip!/more.zip!/more.zip!/notes.csv',
    'passed-over p/all.zip!/more.zip!/notes.csv',
    'passed-over p/all.zip!/notes.csv',
  ]);
});

it('says of a broken archive that it is broken, and keeps what it gave', async () => {
  const whole = await zipOf({ 'a.eml': plainMail(1), 'b.eml': plainMail(2) });
  const folder = write(newFolder(), {
    'p/cut.zip': whole.subarray(0, whole.length - 30),
    'p/z.eml': plainMail(3),
  });
  const lines = shown(await cut(join(folder, 'p')));
  expect(lines[0]).toMatch(/^unread p\/cut\.zip could not be unpacked: /);
  expect(lines.at(-1)).toBe('eml p/z.eml');
});
