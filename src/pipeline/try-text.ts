import { analyse } from '../engine/engine.js';
import type { Finding } from '../model/finding.js';
import type { RoleWord, When } from '../model/pattern.js';
import { type Catalogue, narrowTo } from '../patterns/catalogue.js';
import { messageOf } from './example-message.js';
import { EXAMPLE_ROSTER } from './example-people.js';
import { createEngineContext } from './judging.js';

/** A text somebody wants to see judged, and by whom it would be written to whom. */
export interface Trial {
  readonly text: string;
  readonly from: RoleWord;
  readonly to: RoleWord;
  readonly medium: 'email' | 'letter';
  /** As if sent on a Saturday night. */
  readonly isUnsocial: boolean;
  /** Only this pattern is tried; empty for all. */
  readonly pattern: string;
  readonly protocol: string;
}

/** What fires on a text, between the invented people of the examples. Nothing is kept. */
export function tryText(trial: Trial, catalogue: Catalogue): Finding[] {
  const { text, from, to, medium, isUnsocial, pattern, protocol } = trial;
  const asked = pattern === '' ? catalogue : narrowTo(catalogue, pattern);
  const engine = createEngineContext(asked, { roster: EXAMPLE_ROSTER, protocol });
  const when: When = { author: [from], to: [to], medium, hours: isUnsocial ? 'unsocial' : 'any' };
  const message = messageOf({ text, from, to: [to] }, { when, ways: [] });
  const { findings } = analyse({ id: 'tried', path: 'tried.eml', ordinal: 0 }, message, engine);
  return findings.filter((it) => pattern === '' || it.pattern === pattern);
}
