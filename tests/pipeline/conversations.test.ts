import { expect, it } from 'vitest';
import type { DocumentRecord } from '../../src/model/job.js';
import { conversations } from '../../src/pipeline/conversations.js';

function record(id: string, names: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    id,
    path: 'in.mbox',
    ordinal: 0,
    messageId: id,
    subject: '',
    sentAt: '',
    medium: 'email',
    from: '',
    fromName: '',
    fromRole: 'unknown',
    to: [],
    cc: [],
    bcc: [],
    references: [],
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [],
    ...names,
  };
}

async function groups(...records: DocumentRecord[]): Promise<string[]> {
  async function* ledger(): AsyncGenerator<DocumentRecord> {
    yield* records;
  }
  const found: string[] = [];
  for await (const members of conversations(ledger)) found.push(members.map((m) => m.id).join(' '));
  return found;
}

it('joins what answers, refers to or embeds one another, in the order of the ledger', async () => {
  expect(
    await groups(
      record('a'),
      record('x'),
      record('b', { references: ['a'] }),
      record('c', { embedded: ['b'] }),
      record('y', { references: ['x'] }),
    ),
  ).toEqual(['a b c', 'x y']);
});

it('joins two answers to a message that nobody has', async () => {
  expect(
    await groups(
      record('a', { references: ['lost'] }),
      record('b', { references: ['lost'] }),
      record('c'),
    ),
  ).toEqual(['a b', 'c']);
});

it('joins late what a later message shows to belong together', async () => {
  expect(await groups(record('a'), record('b'), record('c', { references: ['a', 'b'] }))).toEqual([
    'a b c',
  ]);
});

it('leaves messages without ids alone', async () => {
  expect(await groups(record('a', { messageId: '' }), record('b', { messageId: '' }))).toEqual([
    'a',
    'b',
  ]);
});

it('takes both copies of one message into its conversation', async () => {
  expect(await groups(record('a', { messageId: 'm' }), record('b', { messageId: 'm' }))).toEqual([
    'a b',
  ]);
});
