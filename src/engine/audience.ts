import { isMember, isOfficer, type MessageFacts } from '../detectors/facts.js';
import type { Severity } from '../model/category.js';
import type { Hit } from '../model/hit.js';
import type { Person } from '../model/person.js';

/** Posts to whom a complaint about an officer properly goes (004 §13: the officer's director). */
const SENIOR =
  /\b(chief exec|director|head of|monitoring officer|human resources|\bhr\b|town clerk|managing director)/i;

/** From this many other members on, words are said before the council, not to a colleague. */
const MANY_MEMBERS = 3;

const RAISED: Readonly<Record<Severity, Severity>> = {
  low: 'medium',
  medium: 'high',
  high: 'high',
};

/**
 * The same words weigh differently by who reads them: each widening of the audience raises the
 * severity, and criticism put privately to a senior officer is the proper route.
 */
export function weighAudience(hit: Hit, facts: MessageFacts): Hit {
  const readers = [...facts.to, ...facts.cc, ...facts.bcc].filter(
    (p) => p.key !== facts.author.key,
  );
  if (readers.length === 0) return hit;
  switch (hit.pattern.category) {
    case 'officer-criticism':
      return isPrivateToSenior(readers) ? lowered(hit) : widened(hit, readers);
    case 'bullying-pressure':
    case 'confidentiality':
      return widened(hit, readers);
    default:
      return hit;
  }
}

const isPrivateToSenior = (readers: readonly Person[]): boolean =>
  readers.length <= 2 && readers.every((p) => isOfficer(p) && SENIOR.test(p.title));

const PRIVATE_WEIGHT = 0.6;

function lowered(hit: Hit): Hit {
  return {
    ...hit,
    confidence: hit.confidence * PRIVATE_WEIGHT,
    because: [
      ...hit.because,
      'lowered: put privately to a senior officer, which may be the proper route',
    ],
  };
}

function widened(hit: Hit, readers: readonly Person[]): Hit {
  const members = readers.filter(isMember).length;
  const outside = readers.some((p) => p.role === 'external' || p.role === 'unknown');
  if (members < MANY_MEMBERS && !outside) return hit;
  const who = outside ? 'somebody outside the council' : `${members} members`;
  return {
    ...hit,
    severity: RAISED[hit.severity],
    because: [...hit.because, `raised severity: read by ${who}`],
  };
}
