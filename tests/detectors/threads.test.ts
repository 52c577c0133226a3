import { describe, expect, it } from 'vitest';
import { THREAD_DETECTORS } from '../../src/detectors/thread-detectors.js';
import type { ThreadContext } from '../../src/detectors/threads/thread-detector.js';
import { addWorkingDays, isWorkingDay } from '../../src/detectors/threads/working-days.js';
import type { DocumentRecord } from '../../src/model/job.js';
import { createDirectory } from '../../src/people/directory.js';
import { parseRoster } from '../../src/people/roster.js';

const directory = createDirectory(
  parseRoster(
    `name,email,role,party,title
Jane Marsh,jane@fenwick.example,member,Labour,Councillor
Colin Tate,colin@fenwick.example,member,Conservative,Councillor
Ruth Adeyemi,ruth@fenwick.example,officer,,Head of Planning
`,
    'roster.csv',
  ),
);
const context: ThreadContext = { directory, until: '2024-04-30T10:00:00+00:00' };

let made = 0;

function message(
  from: string,
  to: string,
  sentAt: string,
  more: Partial<DocumentRecord> = {},
): DocumentRecord {
  made += 1;
  return {
    id: `d${made}`,
    path: `m${made}.eml`,
    ordinal: made,
    messageId: `m${made}@fenwick.example`,
    subject: 'Mill Lane',
    sentAt,
    medium: 'email',
    from: `${from}@fenwick.example`,
    fromName: from,
    fromRole: from === 'ruth' ? 'officer' : 'member',
    to: [`${to}@fenwick.example`],
    cc: [],
    bcc: [],
    references: [],
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [],
    ...more,
  };
}

/** Ids of the detectors that fire on messages looked at together. */
function fired(over: 'conversation' | 'sender', messages: readonly DocumentRecord[]): string[] {
  return THREAD_DETECTORS.filter((d) => d.over === over).flatMap((d) =>
    d.detect(messages, context).map((hit) => hit.pattern.id),
  );
}

describe('a reply by a councillor who was never visibly written to', () => {
  const parent = message('jane', 'ruth', '2024-03-05T10:00:00+00:00');
  const reply = message('colin', 'ruth', '2024-03-05T12:00:00+00:00', {
    references: [parent.messageId],
  });

  it('is a lead', () => {
    expect(fired('conversation', [parent, reply])).toEqual(['silent-copy/reply-by-unseen-member']);
  });

  it('is explained by a visible forward, a copy or a list', () => {
    const forward = message('ruth', 'colin', '2024-03-05T11:00:00+00:00', {
      references: [parent.messageId],
    });
    expect(fired('conversation', [parent, forward, reply])).toEqual([]);
    const open = { ...parent, cc: ['colin@fenwick.example'] };
    expect(fired('conversation', [open, reply])).toEqual([]);
    const list = { ...parent, cc: ['all-members@fenwick.example'] };
    expect(fired('conversation', [list, reply])).toEqual([]);
  });

  it('by an officer is work', () => {
    expect(fired('conversation', [parent, { ...reply, fromRole: 'officer' }])).toEqual([]);
  });
});

describe('mounting chases', () => {
  const chase = (sentAt: string, ...observations: string[]) =>
    message('jane', 'ruth', sentAt, { observations });
  const faster = [
    chase('2024-03-05T10:00:00+00:00', 'thread/chase'),
    chase('2024-03-07T10:00:00+00:00', 'thread/chase'),
    chase('2024-03-08T10:00:00+00:00', 'thread/chase', 'thread/deadline'),
  ];

  it('are seen when they come ever faster, and more surely when the officer gives way', () => {
    expect(fired('conversation', faster)).toEqual(['bullying-pressure/mounting-chases']);
    const gaveWay = message('ruth', 'jane', '2024-03-09T10:00:00+00:00', {
      observations: ['thread/advice-changed'],
    });
    const hits = THREAD_DETECTORS.flatMap((d) => d.detect([...faster, gaveWay], context));
    expect(hits.map((h) => [h.severity, Math.round(h.confidence * 100)])).toEqual([['high', 70]]);
  });

  it('at a steady pace are reminders', () => {
    const steady = [5, 12, 19].map((day) =>
      chase(`2024-03-${String(day).padStart(2, '0')}T10:00:00+00:00`, 'thread/chase'),
    );
    expect(fired('conversation', steady)).toEqual([]);
    expect(fired('conversation', faster.slice(0, 2))).toEqual([]);
  });
});

describe('habits of one sender', () => {
  const night = (day: number, ...observations: string[]) =>
    message('jane', 'ruth', `2024-03-${String(day).padStart(2, '0')}T23:30:00+00:00`, {
      observations: ['unsocial-hour', ...observations],
    });

  it('five nights within five weeks are a habit, one is not, nor is an emergency', () => {
    expect(
      fired(
        'sender',
        [4, 8, 13, 18, 25].map((d) => night(d)),
      ),
    ).toEqual(['out-of-hours/habit']);
    expect(fired('sender', [night(4)])).toEqual([]);
    expect(
      fired(
        'sender',
        [4, 8, 13, 18, 25].map((d) => night(d, 'genre/emergency')),
      ),
    ).toEqual([]);
  });

  it('three slights of the same officer add up', () => {
    const slight = (day: number, officer = 'ruth') =>
      message('colin', 'jane', `2024-03-${String(day).padStart(2, '0')}T10:00:00+00:00`, {
        observations: [`criticises:${officer}@fenwick.example`],
      });
    expect(fired('sender', [slight(4), slight(12), slight(20)])).toEqual([
      'officer-criticism/again-and-again',
    ]);
    expect(fired('sender', [slight(4), slight(12), slight(20, 'owen')])).toEqual([]);
  });
});

describe('a complaint', () => {
  const complaint = message('jane', 'ruth', '2024-03-27T10:00:00+00:00', {
    observations: ['thread/complaint'],
  });
  const answer = (sentAt: string) =>
    message('ruth', 'jane', sentAt, { references: [complaint.messageId] });

  it('answered on the fifth working day over Easter is in time', () => {
    expect(fired('conversation', [complaint, answer('2024-04-05T16:00:00+01:00')])).toEqual([]);
  });

  it('answered a day later, or never, is not', () => {
    expect(fired('conversation', [complaint, answer('2024-04-08T09:00:00+01:00')])).toEqual([
      'procedure/complaint-not-acknowledged',
    ]);
    expect(fired('conversation', [complaint])).toHaveLength(1);
  });

  it('whose time has not run out is left alone', () => {
    const late = message('jane', 'ruth', '2024-04-29T10:00:00+00:00', {
      observations: ['thread/complaint'],
    });
    expect(fired('conversation', [late])).toEqual([]);
  });
});

it.each([
  ['ENG', '2024-04-01', false],
  ['SCT', '2024-04-01', true],
  ['NIR', '2024-07-12', false],
  ['ENG', '2024-07-12', true],
  ['SCT', '2026-06-15', false],
  ['ENG', '2024-03-02', false],
] as const)('%s works on %s: %s', (nation, date, works) => {
  expect(isWorkingDay(date, nation)).toBe(works);
});

it('counts working days from the day after', () => {
  expect(addWorkingDays('2024-03-27', 5, 'ENG')).toBe('2024-04-05');
  expect(addWorkingDays('2024-03-27', 5, 'SCT')).toBe('2024-04-04');
});
