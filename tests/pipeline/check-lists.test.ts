import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiKeys } from '../../src/pipeline/api-keys.js';
import { readLists } from '../../src/pipeline/check/lists.js';

describe('distribution lists', () => {
  it('are read by the addresses they reach', async () => {
    const lists = await readLists(
      'lists.csv',
      'list,member,name\nForum@fenwick.example,news@herald.example,Fenwick Herald\nforum@fenwick.example,pat@post.example\n',
    );
    expect([...lists]).toEqual([
      [
        'forum@fenwick.example',
        [
          { name: 'Fenwick Herald', address: 'news@herald.example' },
          { name: '', address: 'pat@post.example' },
        ],
      ],
    ]);
  });

  it.each([
    ['list,member\nforum,pat@post.example\n', 'lists.csv:2'],
    ['who,what\n', 'lists.csv:1'],
    ['', 'lists.csv:1'],
  ])('%j is refused at its line', async (text, place) => {
    await expect(readLists('lists.csv', text)).rejects.toThrow(place);
  });
});

describe('API keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probity-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are kept as hashes, for their owner only, and are known to another process until revoked', () => {
    const here = new ApiKeys(folder);
    const { key, secret } = here.add('portal', 60, new Date('2026-03-01'));
    const file = join(folder, 'api-keys.json');
    expect(readFileSync(file, 'utf8')).not.toContain(secret.slice('probity_'.length + 9));
    expect(statSync(file).mode & 0o077).toBe(0);
    const there = new ApiKeys(folder);
    expect(there.of(`Bearer ${secret}`)?.name).toBe('portal');
    expect(there.of(secret)).toBeUndefined();
    expect(there.of(undefined)).toBeUndefined();
    here.revoke(key.id);
    expect(there.of(`Bearer ${secret}`)).toBeUndefined();
    expect(() => here.revoke(key.id)).toThrow('no key');
  });

  it('in a file that somebody spoilt are refused with its path', () => {
    writeFileSync(join(folder, 'api-keys.json'), '{"keys": 1}');
    expect(() => new ApiKeys(folder).list()).toThrow('api-keys.json');
  });
});
