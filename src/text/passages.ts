import type { Address, Message, Part } from '../model/message.js';
import type { Passage } from '../model/passage.js';
import { assemble, type Labelled } from './passages/assemble.js';
import { attribute, settleKinds } from './passages/attribute.js';
import { divideChat } from './passages/chat.js';
import { classifyLines, lineWords } from './passages/classify.js';
import { isLetterhead, type Letter, readLetter } from './passages/letter.js';
import type { Level, Stretch } from './passages/levels.js';
import { cutLines, type Line } from './passages/lines.js';
import { subjectAct } from './passages/markers.js';
import { complete } from './passages/names.js';
import { noteOwnWords } from './passages/own-words.js';
import { divide } from './passages/regions.js';

/**
 * Divides every part of a message into passages, each with its own author and audience: what the
 * sender wrote, quotes, forwards and attachments, signatures, and words that are nobody's (footers,
 * quoted header lines, letterheads: kind `disclaimer`, author null).
 *
 * The cover is complete: every character that is not blank lies in exactly one passage. Passages come
 * in the order of the parts, then of the text. Linear in the text, whatever it is made of.
 */
export function segment(message: Message): Passage[] {
  return message.parts.flatMap((part) => segmentPart(message, part));
}

function segmentPart(message: Message, part: Part): Passage[] {
  const root = rootLevel(message, part);
  if (!part.id.startsWith('attachment:') && part.id !== 'body') return wholePart(part, root);
  const { text } = part;
  const lines = cutLines(text);
  const isLetter =
    root.kind === 'attached' ? part.embedded === undefined : message.medium === 'letter';
  const stretches =
    (isLetter ? divideChat(text, lines, root) : null) ?? divide(text, lines, root, isLetter);
  const words = stretches.map((s) =>
    s.role === 'text' ? lineWords(text, lines, s.from, s.to) : [],
  );
  const letter = isLetter ? applyLetter(message, root, stretches, words) : null;
  const levels = levelsOf(stretches);
  const isReply = subjectAct(root.subject) === 'reply' || message.inReplyTo.length > 0;
  attribute(levels, peopleOf(message), isReply);
  const labelled = label(stretches, words, root, letter);
  settleKinds(levels);
  return assemble(part, lines, labelled);
}

/** The level of a part itself: the message, an embedded message, or an attached text. */
function rootLevel(message: Message, part: Part): Level {
  const own: Level = {
    depth: 0,
    parent: null,
    kind: 'own',
    author: message.from[0] ?? message.sender[0] ?? null,
    audience: [...message.to, ...message.cc],
    sentAt: message.sentAt,
    subject: message.subject,
    opening: 'message',
    headed: false,
    ownWords: 0,
    passesOn: false,
  };
  if (!part.id.startsWith('attachment:')) return own;
  const depth = part.id.split('.').length;
  const holder = part.embedded ?? holderOf(message, part.id);
  if (holder === undefined) return { ...own, kind: 'attached', depth, sentAt: '', subject: '' };
  return {
    ...own,
    kind: 'attached',
    depth,
    author: holder.from[0] ?? null,
    audience: [...holder.to, ...holder.cc],
    sentAt: holder.sentAt,
    subject: part.embedded === undefined ? '' : holder.subject,
  };
}

/** The embedded message that an attachment of an attachment belongs to. */
function holderOf(message: Message, id: string): Part['embedded'] {
  for (let cut = id.lastIndexOf('.'); cut > 0; cut = id.lastIndexOf('.', cut - 1)) {
    const holder = message.parts.find((part) => part.id === id.slice(0, cut))?.embedded;
    if (holder !== undefined) return holder;
  }
  return undefined;
}

function peopleOf(message: Message): Address[] {
  const embedded = message.parts.flatMap((part) =>
    part.embedded === undefined
      ? []
      : [...part.embedded.from, ...part.embedded.to, ...part.embedded.cc, ...part.embedded.bcc],
  );
  return [
    ...message.from,
    ...message.sender,
    ...message.to,
    ...message.cc,
    ...message.bcc,
    ...embedded,
  ];
}

/** Reads the letter's form from the root's first text, and takes author, addressee and date from it. */
function applyLetter(
  message: Message,
  root: Level,
  stretches: readonly Stretch[],
  words: readonly (readonly string[])[],
): Letter | null {
  const at = stretches.findIndex((s) => s.level === root && s.role === 'text');
  const letter = at < 0 ? null : readLetter(words[at]!);
  if (letter === null) return null;
  const people = peopleOf(message);
  if (letter.author !== null && !root.headed) root.author = complete(letter.author, people);
  const addressed = root.kind === 'own' && root.audience.length > 0;
  if (letter.addressee !== null && !addressed && !root.headed) {
    root.audience = [complete(letter.addressee, people)];
  }
  if (root.sentAt === '') root.sentAt = letter.sentAt;
  return letter;
}

/** All levels of a part, parents before children. */
function levelsOf(stretches: readonly Stretch[]): Level[] {
  const levels = new Set<Level>();
  const add = (level: Level): void => {
    if (levels.has(level)) return;
    if (level.parent !== null) add(level.parent);
    levels.add(level);
  };
  for (const stretch of stretches) add(stretch.level);
  return [...levels];
}

/** Gives every line of the part its kind and level. */
function label(
  stretches: readonly Stretch[],
  words: readonly (readonly string[])[],
  root: Level,
  letter: Letter | null,
): Labelled[] {
  const lastOf = new Map<Level, number>();
  stretches.forEach((stretch, at) => {
    if (words[at]!.some((line) => line !== '')) lastOf.set(stretch.level, at);
  });
  const parents = new Set(stretches.map((stretch) => stretch.level.parent));
  const signed = new Set<Level>();
  let letterOpen = letter;
  return stretches.flatMap((stretch, at): Labelled[] => {
    const { level } = stretch;
    if (stretch.role === 'head')
      return [{ from: stretch.from, to: stretch.to, level, kind: 'footer' }];
    const lines = words[at]!;
    const last = stretches[at + 1]?.role === 'head' || lastOf.get(level) === at;
    const kinds = classifyLines(lines, level.author, { last, signed: signed.has(level) });
    if (kinds.includes('signature')) signed.add(level);
    if (level === root && letterOpen !== null) {
      for (let line = 0; line < letterOpen.salutation; line += 1) {
        kinds[line] = isLetterhead(lines[line]!) ? 'footer' : 'text';
      }
      letterOpen = null;
    }
    if (parents.has(level)) noteOwnWords(level, lines, kinds);
    return lines.map((_, line) => ({
      from: stretch.from + line,
      to: stretch.from + line + 1,
      level:
        level !== root && kinds[line] === 'text' ? inlineAuthor(lines[line]!, level, root) : level,
      kind: kinds[line]!,
    }));
  });
}

/** Outlook marks comments inside an unmarked quote with "[Jane Marsh]": those are the sender's words. */
function inlineAuthor(line: string, level: Level, root: Level): Level {
  if (!line.startsWith('[') || root.author === null || root.kind !== 'own') return level;
  const close = line.indexOf(']');
  const name = line.slice(1, close);
  return close > 2 && name.toLowerCase() === root.author.name.toLowerCase() ? root : level;
}

/** A header or subject given as a part is one passage by the message's author. */
function wholePart(part: Part, root: Level): Passage[] {
  const lines: Line[] = cutLines(part.text);
  return assemble(part, lines, [{ from: 0, to: lines.length, level: root, kind: 'text' }]);
}
