import type { PassageFacts } from '../detectors/facts.js';
import type { RoleWord, When } from '../model/pattern.js';
import type { Person } from '../model/person.js';
import { isUnsocial } from './hours.js';

/** How well a condition on people is met: not at all, surely, or only as far as is known. */
export interface Fit {
  readonly fits: boolean;
  /** Factor on the confidence, 0–1. */
  readonly weight: number;
  readonly because: readonly string[];
}

const NO: Fit = { fits: false, weight: 0, because: [] };

/** A role that nobody knows may be the right one: the finding stands, lower. */
const UNKNOWN_WEIGHT = 0.85;
const INFERRED_WEIGHT = 0.9;

/** Checks who wrote the words, to whom, in what medium and at what hour. */
export function fitWhen(when: When, facts: PassageFacts, medium: string, sentAt: string): Fit {
  if (when.medium !== 'any' && when.medium !== medium) return NO;
  if (when.hours === 'unsocial' && !isUnsocial(facts.passage.sentAt || sentAt)) return NO;
  const author = fitAny(when.author, [facts.author], 'the writer');
  if (!author.fits) return NO;
  const to = fitAny(when.to, facts.audience, 'the recipient');
  if (!to.fits) return NO;
  return {
    fits: true,
    weight: author.weight * to.weight,
    because: [...author.because, ...to.because],
  };
}

function fitAny(wanted: readonly RoleWord[], people: readonly Person[], who: string): Fit {
  if (wanted.includes('anyone')) return { fits: true, weight: 1, because: [] };
  const right = people.find((p) => p.basis === 'roster' && is(p, wanted));
  if (right) return { fits: true, weight: 1, because: [] };
  const inferred = people.find((p) => is(p, wanted));
  if (inferred) {
    const because = [`lowered: the role of ${who} is inferred (${inferred.reason})`];
    return { fits: true, weight: INFERRED_WEIGHT, because };
  }
  if (people.length === 0 || people.some((p) => p.role === 'unknown')) {
    return {
      fits: true,
      weight: UNKNOWN_WEIGHT,
      because: [`lowered: the role of ${who} is not known`],
    };
  }
  return NO;
}

const is = (person: Person, wanted: readonly RoleWord[]): boolean =>
  (wanted as readonly string[]).includes(person.role);
