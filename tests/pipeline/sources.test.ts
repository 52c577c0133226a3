import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Walked, walkSources } from '../../src/pipeline/sources.js';
import { newFolder, plainMail, write } from './mail.js';

async function walk(sources: readonly string[], ...skip: string[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const walked of walkSources(sources, skip)) lines.push(lineOf(walked));
  return lines;
}

function lineOf(walked: Walked): string {
  if (walked.kind === 'file') return walked.shown;
  if (walked.kind === 'unread') return `${walked.path} ${walked.reason}`;
  return `(${walked.path})`;
}

it('shows paths from the source on, however it was given', async () => {
  const folder = write(newFolder(), { 'post/b.eml': '1', 'post/a/z.eml': '2' });
  const paths = ['post/a/z.eml', 'post/b.eml'];
  expect(await walk([join(folder, 'post')])).toEqual(paths);
  expect(await walk([`${folder}/x/../post/`])).toEqual(paths);
  expect(await walk([join(folder, 'post/b.eml')])).toEqual(['b.eml']);
});

it('tells sources of one name apart by the folders above them', async () => {
  const folder = write(newFolder(), { 'jane/Inbox': '1', 'colin/Inbox': '2', 'new/sent': '3' });
  const sources = ['jane/Inbox', 'colin/Inbox', 'new/sent'].map((path) => join(folder, path));
  expect(await walk(sources)).toEqual(['jane/Inbox', 'colin/Inbox', 'sent']);
});

it('reads a source inside another once', async () => {
  const folder = write(newFolder(), { 'post/in/a.eml': '1' });
  expect(await walk([join(folder, 'post/in'), join(folder, 'post')])).toEqual(['post/in/a.eml']);
});

it('passes over what is no correspondence, but not when it is named', async () => {
  const folder = write(newFolder(), {
    'post/.DS_Store': '1',
    'post/.git/a.eml': '2',
    'post/._letter.docx': '3',
    'post/README.md': '4',
    'post/photo.JPG': '5',
    'post/letter.txt': '6',
  });
  expect(await walk([join(folder, 'post')])).toEqual([
    '(post/.DS_Store)',
    '(post/._letter.docx)',
    '(post/.git)',
    '(post/README.md)',
    'post/letter.txt',
    '(post/photo.JPG)',
  ]);
  expect(await walk([join(folder, 'post/README.md')])).toEqual(['README.md']);
});

it('reads a Maildir by its places, half-delivered mail aside', async () => {
  const folder = write(newFolder(), {
    'M/cur/1.host.md;2,S': plainMail(1),
    'M/new/2.host.csv': plainMail(2),
    'M/tmp/3.host': 'half',
    'M/.Sent/cur/4.host': plainMail(4),
    'M/dovecot-uidlist': '5',
  });
  expect(await walk([join(folder, 'M')])).toEqual([
    'M/.Sent/cur/4.host',
    'M/cur/1.host.md;2,S',
    '(M/dovecot-uidlist)',
    'M/new/2.host.csv',
  ]);
});

it('neither hangs on a pipe nor on a socket', async () => {
  const folder = newFolder();
  execFileSync('mkfifo', [join(folder, 'pipe.eml')]);
  const server = createServer().listen(join(folder, 'socket.eml'));
  await once(server, 'listening');
  const lines = await walk([folder]);
  server.close();
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/is a pipe, socket or device, not a file$/);
});

it('follows links out of the source, and neither in circles nor twice', async () => {
  const folder = write(newFolder(), { 'post/a.eml': '1', 'elsewhere/b.eml': '2' });
  symlinkSync(join(folder, 'post'), join(folder, 'post/loop'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'post/other'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'elsewhere/self'));
  symlinkSync('a.eml', join(folder, 'post/same.eml'));
  symlinkSync('nothing.eml', join(folder, 'post/zombie.eml'));
  expect(await walk([join(folder, 'post')])).toEqual([
    'post/a.eml',
    '(post/loop)',
    'post/other/b.eml',
    '(post/other/self)',
    '(post/same.eml)',
    'post/zombie.eml does not exist',
  ]);
});

it('never enters the data folder', async () => {
  const folder = write(newFolder(), { 'post/a.eml': '1', 'post/.probity/spool/1/x.eml': '2' });
  mkdirSync(join(folder, 'post/empty'));
  expect(await walk([join(folder, 'post')], join(folder, 'post/.probity'))).toEqual([
    '(post/.probity)',
    'post/a.eml',
  ]);
});

it('says what does not exist and goes on', async () => {
  const folder = write(newFolder(), { 'a.eml': '1' });
  expect(await walk([join(folder, 'gone.mbox'), join(folder, 'a.eml')])).toEqual([
    'gone.mbox does not exist',
    'a.eml',
  ]);
});
