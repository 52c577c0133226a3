import type { Address } from '../../model/message.js';
import type { Level } from './levels.js';
import { subjectAct } from './markers.js';
import { complete, samePerson } from './names.js';

/** Own words, greeting and signature apart, that a cover note has at most. */
const COVER_NOTE = 40;

/**
 * Completes the authors and audiences of quoted levels, outermost first. A header's names get their
 * addresses from the people of the message. A quote without a header is by the one person who was
 * answered, when the exchange is between two; whoever quotes a message was among its audience.
 *
 * @param levels parents before children
 * @param people everybody the message's own headers name
 * @param isReply the message answers another (its subject or its In-Reply-To says so)
 */
export function attribute(
  levels: readonly Level[],
  people: readonly Address[],
  isReply: boolean,
): void {
  const known = [...people];
  for (const level of levels)
    known.push(...(level.author ? [level.author] : []), ...level.audience);
  const withAddress = known.filter((person) => person.address !== '');
  for (const level of levels) {
    const { parent } = level;
    if (parent === null) continue;
    if (level.author !== null) level.author = complete(level.author, withAddress);
    else if (level.kind === 'quoted' && (isReply || level.depth > 1)) answer(level, parent);
    level.audience = level.audience.map((person) => complete(person, withAddress));
    if (level.audience.length > 0 || level.author === null || parent.author === null) continue;
    if (!samePerson(level.author, parent.author)) level.audience = [parent.author];
  }
}

/** The other one of an exchange between two. */
function answer(level: Level, parent: Level): void {
  if (parent.author === null || subjectAct(parent.subject) === 'forward') return;
  const others: Address[] = [];
  for (const person of parent.audience) {
    const seen = others.some((other) => samePerson(other, person));
    if (!seen && !samePerson(person, parent.author)) others.push(person);
    if (others.length > 1) return;
  }
  const [other] = others;
  if (other === undefined) return;
  level.author = other;
  level.audience = [parent.author];
}

/**
 * Tells forwarded levels from quoted ones: by their marker, by the subject above them, by having
 * no words over them, or because their author is not among those written to.
 */
export function settleKinds(levels: readonly Level[]): void {
  for (const level of levels) {
    if (level.parent === null || level.kind !== 'quoted') continue;
    if (isForwarded(level, level.parent)) level.kind = 'forwarded';
  }
}

function isForwarded(level: Level, parent: Level): boolean {
  const act = subjectAct(parent.subject);
  if (act === 'forward') return true;
  if (!level.headed) return false;
  const outside = isOutsider(level, parent);
  if (act === 'reply') return outside && parent.passesOn && level.opening === 'header';
  if (outside) return true;
  const silent = parent.kind !== 'attached' && parent.ownWords === 0;
  return level.opening === 'header' && (silent || coversUnknown(level, parent));
}

/** "See below" over a message whose author cannot be held against the addressees. */
function coversUnknown(level: Level, parent: Level): boolean {
  const unknown = level.author === null || parent.audience.length === 0;
  return unknown && parent.passesOn && parent.ownWords <= COVER_NOTE;
}

/** The quoted author is neither the one who quotes nor among those written to. */
function isOutsider(level: Level, parent: Level): boolean {
  const { author } = level;
  if (author === null || parent.audience.length === 0) return false;
  const near = parent.author === null ? parent.audience : [parent.author, ...parent.audience];
  return !near.some((person) => samePerson(author, person));
}
