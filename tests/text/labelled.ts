import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Address, EmbeddedHeaders, Message, Part, PartId } from '../../src/model/message.js';
import type { Passage, PassageKind } from '../../src/model/passage.js';
import { segment } from '../../src/text/passages.js';

const messageSchema = z.strictObject({
  id: z.string(),
  medium: z.enum(['email', 'letter']).default('email'),
  from: z.string().optional(),
  to: z.array(z.string()).default([]),
  cc: z.array(z.string()).default([]),
  subject: z.string().default(''),
  text: z.string(),
  parts: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string().default(''),
        embedded: z
          .strictObject({
            from: z.string(),
            to: z.array(z.string()),
            subject: z.string(),
            sentAt: z.string(),
          })
          .optional(),
        text: z.string(),
      }),
    )
    .default([]),
});
type Entry = z.infer<typeof messageSchema>;

/** A line as it was labelled and as it was found. */
export interface JudgedLine {
  readonly message: string;
  readonly part: string;
  readonly line: string;
  readonly kind: PassageKind;
  readonly author: string;
  readonly foundKind: PassageKind | 'none';
  readonly foundAuthor: string;
  readonly kindRight: boolean;
  readonly authorRight: boolean;
}

export interface Accuracy {
  readonly messages: number;
  readonly lines: number;
  readonly kind: number;
  /** Share of labelled passages (runs of one kind and author, nobody's words apart) with the author right. */
  readonly author: number;
  readonly passages: number;
  readonly wrong: readonly JudgedLine[];
}

const KINDS: Readonly<Record<string, PassageKind>> = {
  o: 'own',
  q: 'quoted',
  f: 'forwarded',
  a: 'attached',
  s: 'signature',
  d: 'disclaimer',
};

const folder = new URL('../passages/', import.meta.url);
const people = readPeople();

function readPeople(): Map<string, Address> {
  const file = z.record(z.string(), z.string()).parse(parse(read('people.yml')));
  return new Map(
    Object.entries(file).map(([letter, text]) => {
      const found = /^(.*?)(?: <(.*)>)?$/.exec(text);
      return [letter, { name: found?.[1] ?? '', address: found?.[2] ?? '' }];
    }),
  );
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

function person(letter: string): Address {
  const found = people.get(letter);
  if (found === undefined) throw new Error(`No person ${letter} in people.yml`);
  return found;
}

/** Reads a labelled file and compares each line with what `segment` makes of it. */
export function judge(file: string): Accuracy {
  const entries = z.array(messageSchema).parse(parse(read(file)));
  const judged = entries.flatMap(judgeMessage);
  const named = judged.filter((line) => line.kind !== 'disclaimer');
  const firsts = named.filter((line, index) => {
    const before = named[index - 1];
    const same = before?.message === line.message && before.part === line.part;
    return !same || before?.kind !== line.kind || before.author !== line.author;
  });
  return {
    messages: entries.length,
    lines: judged.length,
    kind: share(judged, (line) => line.kindRight),
    author: share(firsts, (line) => line.authorRight),
    passages: firsts.length,
    wrong: judged.filter((line) => !line.kindRight || !line.authorRight),
  };
}

function share(lines: readonly JudgedLine[], right: (line: JudgedLine) => boolean): number {
  return lines.filter(right).length / lines.length;
}

function judgeMessage(entry: Entry): JudgedLine[] {
  const message = messageOf(entry);
  const passages = segment(message);
  const parts = [{ id: 'body', text: entry.text }, ...entry.parts];
  return parts.flatMap(({ id, text }) => {
    const own = passages.filter((passage) => passage.part === id);
    let offset = 0;
    return text
      .trimEnd()
      .split('\n')
      .flatMap((raw) => {
        const line = wordsOf(raw);
        const start = offset;
        offset += line.length + 1;
        if (/^[\s>]*$/.test(line)) return [];
        const at = start + line.search(/[^\s>]/);
        return [
          judgeLine(
            entry.id,
            id,
            raw,
            own.find((p) => p.start <= at && at < p.end),
          ),
        ];
      });
  });
}

function wordsOf(raw: string): string {
  return raw.slice(raw.indexOf('|') + 1);
}

function judgeLine(message: string, part: string, raw: string, found?: Passage): JudgedLine {
  const kind = KINDS[raw.charAt(0)];
  if (kind === undefined) throw new Error(`${message}: no label on "${raw}"`);
  const author = raw.charAt(2);
  const expected = author === '?' || kind === 'disclaimer' ? null : person(author);
  return {
    message,
    part,
    line: wordsOf(raw),
    kind,
    author,
    foundKind: found?.kind ?? 'none',
    foundAuthor: found?.author ? `${found.author.name} <${found.author.address}>` : '?',
    kindRight: found?.kind === kind,
    authorRight: found !== undefined && sameAuthor(expected, found.author),
  };
}

function sameAuthor(expected: Address | null, found: Address | null): boolean {
  if (expected === null || found === null) return expected === found;
  if (found.address !== '') return found.address === expected.address;
  const surname = (name: string): string => name.split(' ').at(-1) ?? '';
  return surname(found.name) === surname(expected.name);
}

function messageOf(entry: Entry): Message {
  const parts: Part[] = [partOf('body', entry.text, '')];
  for (const part of entry.parts) {
    const plain = partOf(part.id, part.text, part.name);
    parts.push(
      part.embedded === undefined ? plain : { ...plain, embedded: headersOf(part.embedded) },
    );
  }
  return {
    medium: entry.medium,
    messageId: '',
    from: entry.from === undefined ? [] : [person(entry.from)],
    sender: [],
    to: entry.to.map(person),
    cc: entry.cc.map(person),
    bcc: [],
    subject: entry.subject,
    sentAt: '2024-06-07T09:00:00+01:00',
    inReplyTo: [],
    references: [],
    headers: [],
    parts,
    defects: [],
  };
}

function partOf(id: string, text: string, name: string): Part {
  const plain = text.trimEnd().split('\n').map(wordsOf).join('\n');
  return { id: id as PartId, contentType: 'text/plain', name, text: plain };
}

function headersOf(embedded: NonNullable<Entry['parts'][number]['embedded']>): EmbeddedHeaders {
  return {
    messageId: '',
    from: [person(embedded.from)],
    to: embedded.to.map(person),
    cc: [],
    bcc: [],
    sentAt: embedded.sentAt,
    subject: embedded.subject,
  };
}

/** The wrong lines, for a reader of a failed test. */
export function describeWrong(accuracy: Accuracy): string {
  return accuracy.wrong
    .map(
      (line) =>
        `${line.message} ${line.part}: ${line.kind} ${line.author} found ${line.foundKind} ${line.foundAuthor} | ${line.line}`,
    )
    .join('\n');
}
