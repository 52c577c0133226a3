/** Where a finding stands, by its last verdict that is not a note. */
export const REVIEW_STATES = [
  'waiting',
  'escalated',
  'second-opinion',
  'confirmed',
  'dismissed',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
