import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address, Message, Part } from '../../src/model/message.js';
import type { Passage } from '../../src/model/passage.js';
import { isBlank } from '../../src/text/characters.js';
import { segment } from '../../src/text/passages.js';

const jane: Address = { name: 'Jane Marsh', address: 'jane@brackwater.example' };
const tom: Address = { name: 'Tom Ellery', address: 'tom@brackwater.example' };
const ruth: Address = { name: 'Ruth Okafor', address: 'ruth@brackwater.example' };

function mail(text: string, more: Partial<Message> = {}, parts: readonly Part[] = []): Message {
  return {
    medium: 'email',
    messageId: 'm1@brackwater.example',
    from: [jane],
    sender: [],
    to: [tom],
    cc: [],
    bcc: [],
    subject: 'Re: Slipway',
    sentAt: '2024-03-06T09:00:00+00:00',
    inReplyTo: [],
    references: [],
    headers: [],
    parts: [{ id: 'body', contentType: 'text/plain', name: '', text }, ...parts],
    defects: [],
    ...more,
  };
}

function told(message: Message): Record<string, unknown>[] {
  return segment(message)
    .filter((passage) => passage.kind !== 'disclaimer')
    .map(({ kind, depth, author, audience, sentAt }) => ({
      kind,
      depth,
      author: author?.address || author?.name || null,
      audience: audience.map((person) => person.address || person.name),
      sentAt,
    }));
}

describe('segment', () => {
  it('tells author, audience and date of a quoted header block', () => {
    const text = [
      'No.',
      '',
      'From: Ellery, Tom (Highways)',
      'Sent: 05 March 2024 22:14',
      'To: Marsh, Jane; Ruth Okafor',
      'Cc: Kit Lowther <kit@homepost.example>',
      'Subject: Slipway',
      '',
      'May I close the slipway?',
    ].join('\n');
    expect(told(mail(text, { cc: [ruth] }))).toEqual([
      {
        kind: 'own',
        depth: 0,
        author: jane.address,
        audience: [tom.address, ruth.address],
        sentAt: '2024-03-06T09:00:00+00:00',
      },
      {
        kind: 'quoted',
        depth: 1,
        author: tom.address,
        audience: [jane.address, ruth.address, 'kit@homepost.example'],
        sentAt: '2024-03-05T22:14:00',
      },
    ]);
  });

  it('takes the one who is answered for the author of a quote without a header', () => {
    const [, quoted] = told(mail('Yes.\n\n> May I?'));
    expect(quoted).toMatchObject({ kind: 'quoted', author: tom.address, audience: [jane.address] });
    const [, unknown] = told(mail('Yes.\n\n> May I?', { to: [tom, ruth] }));
    expect(unknown).toMatchObject({ kind: 'quoted', author: null });
    const [, alone] = told(mail('Rule 5 says\n\n> May I?', { subject: 'Rules' }));
    expect(alone).toMatchObject({ kind: 'quoted', author: null });
  });

  it('calls a message passed on without a word a forward', () => {
    const block =
      'From: Ruth Okafor <ruth@brackwater.example>\nTo: Jane Marsh\nSubject: Lease\n\nSecret.';
    expect(told(mail(block, { subject: 'Lease' }))).toMatchObject([
      { kind: 'forwarded', depth: 1, author: ruth.address, audience: [jane.address] },
    ]);
  });

  it('gives an embedded message to its own author', () => {
    const part: Part = {
      id: 'attachment:1',
      contentType: 'message/rfc822',
      name: '',
      text: 'Keep this quiet.\n\n> Who knows?',
      embedded: {
        messageId: '',
        from: [tom],
        to: [ruth],
        cc: [],
        bcc: [],
        sentAt: '2024-03-01T08:00:00+00:00',
        subject: 'Re: hush',
      },
    };
    const note: Part = {
      id: 'attachment:1.1',
      contentType: 'text/plain',
      name: 'n.txt',
      text: 'Figures.',
    };
    expect(told(mail('See attached.', { subject: 'x' }, [part, note])).slice(1)).toEqual([
      {
        kind: 'attached',
        depth: 1,
        author: tom.address,
        audience: [ruth.address],
        sentAt: '2024-03-01T08:00:00+00:00',
      },
      { kind: 'quoted', depth: 2, author: ruth.address, audience: [tom.address], sentAt: '' },
      {
        kind: 'attached',
        depth: 2,
        author: tom.address,
        audience: [ruth.address],
        sentAt: '2024-03-01T08:00:00+00:00',
      },
    ]);
  });

  it('reads author, addressee and date of a letter from its form', () => {
    const text =
      '5 March 2024\n\nMrs E Hale\n14 Mill Fold\n\nDear Mrs Hale,\n\nIt is ours.\n\nYours sincerely,\n\nCllr Jane Marsh';
    const letter = mail(text, { medium: 'letter', from: [], to: [], subject: '', sentAt: '' });
    expect(told(letter)[0]).toEqual({
      kind: 'own',
      depth: 0,
      author: 'Cllr Jane Marsh',
      audience: ['Mrs E Hale'],
      sentAt: '2024-03-05',
    });
  });

  it('gives comments in Outlook brackets back to their author', () => {
    const text =
      'From: Tom Ellery\nSent: 5 March 2024 10:00\nTo: Jane Marsh\nSubject: Slipway\n\nMay I?\n[Jane Marsh] You may not.\nOr later?';
    expect(told(mail(text)).map((passage) => passage['author'])).toEqual([
      tom.address,
      jane.address,
      tom.address,
    ]);
  });

  it('tells a thread apart down to the cap and keeps the rest', () => {
    const block = 'From: Tom Ellery\nSent: 5 March 2024 10:00\nSubject: x\n\nwords\n\n';
    const passages = segment(mail(block.repeat(200)));
    expect(Math.max(...passages.map((passage) => passage.depth))).toBeLessThanOrEqual(64);
    expect(uncovered(mail(block.repeat(200)))).toBe('');
  });
});

describe('the cover', () => {
  const lines = fc.constantFrom(
    'Dear Tom,',
    'Thanks',
    'Jane',
    'Cllr Jane Marsh',
    'Labour Councillor for Fenside ward',
    '01632 960112',
    '',
    '',
    '>',
    '> >',
    '> quoted words',
    '>> deeper',
    '>From now on',
    'From: Tom Ellery',
    'Sent: 5 March 2024 10:12',
    'To: Jane Marsh',
    'Subject: Slipway',
    'On Tue, 5 Mar 2024 at 10:12, Tom Ellery wrote:',
    'On Tue, 5 Mar 2024 at 10:12,',
    '<tom@x.example> wrote:',
    '-----Original Message-----',
    'Begin forwarded message:',
    '________________________________',
    '-- ',
    '  ',
    '\u00a0',
    '\u200b',
    'This e-mail is confidential and intended solely for the intended recipient.',
    'P.S. burn this',
    'Sent from my iPhone',
    '13/09/2023, 19:41 - Jane Marsh: who',
    'Yours sincerely,',
    '5 March 2024',
    'a'.repeat(500),
    '----- End forwarded message -----',
  );
  const texts = fc.array(
    fc.oneof({ weight: 9, arbitrary: lines }, { weight: 1, arbitrary: fc.string() }),
    { maxLength: 30 },
  );

  it('holds every character that is not blank exactly once, in order', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('email', 'letter'),
        fc.constantFrom('', 'Re: x', 'Fwd: x'),
        (parts, medium, subject) => {
          const text = parts.join('\n');
          const attached: Part = {
            id: 'attachment:1',
            contentType: 'text/plain',
            name: 'a.txt',
            text,
          };
          const message = mail(text, { medium: medium as Message['medium'], subject }, [attached]);
          expect(uncovered(message)).toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** What the passages of a message leave out, or hold twice; '' when the cover is complete. */
function uncovered(message: Message): string {
  const passages = segment(message);
  let left = '';
  for (const part of message.parts) {
    let before = 0;
    for (const passage of passages.filter((p: Passage) => p.part === part.id)) {
      if (passage.start < before || passage.end <= passage.start) left += '(overlap)';
      left += signs(part.text.slice(before, passage.start));
      before = passage.end;
    }
    left += signs(part.text.slice(before));
  }
  return left;
}

function signs(text: string): string {
  return [...text].filter((sign) => sign !== '\n' && !isBlank(sign.charCodeAt(0))).join('');
}
