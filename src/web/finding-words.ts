import type { Dismissal, Verdict } from '../model/finding.js';
import type { ReviewState } from '../model/review.js';

/** Fixed values of findings and verdicts in a reader's words. */

export const STATE_NAMES: Readonly<Record<ReviewState, string>> = {
  waiting: 'Waiting',
  escalated: 'Escalated',
  'second-opinion': 'Second opinion asked',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
};

/** By band, see `SURE_BANDS`. */
export const SURE_NAMES: readonly string[] = [
  'Below 50%',
  '50% to 69%',
  '70% to 89%',
  '90% and above',
];

export const DECISION_NAMES: Readonly<Record<Verdict['decision'], string>> = {
  confirm: 'Confirm',
  dismiss: 'Dismiss',
  escalate: 'Escalate',
  'second-opinion': 'Ask a second opinion',
  reopen: 'Reopen',
  note: 'Note only',
};

export const DECISION_HINTS: Readonly<Record<Verdict['decision'], string>> = {
  confirm: 'It is what it seems, and should be followed up',
  dismiss: 'Nothing needs to be done about it',
  escalate: 'Somebody else has to decide',
  'second-opinion': 'You would like another reviewer to look too',
  reopen: 'It goes back into the queue',
  note: 'The finding stays where it is',
};

export const DISMISSAL_NAMES: Readonly<Record<Dismissal, string>> = {
  'false-positive': 'False positive: the words do not mean this',
  'harmless-in-context': 'Harmless in its context',
  'proper-channel': 'Said through the proper channel',
  duplicate: 'Duplicate of another finding',
  'out-of-scope': 'Out of scope of this case',
};
