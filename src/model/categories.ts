/** The fixed categories; patterns live in a folder of the same name. */
export const CATEGORIES = [
  'silent-copy',
  'officer-criticism',
  'bullying-pressure',
  'member-obligation',
  'party-political',
  'staffing-interference',
  'special-treatment',
  'confidentiality',
  'familiarity',
  'secrecy',
  'single-member-decision',
  'officer-canvassing',
  'out-of-hours',
  'procedure',
] as const;
