/** What somebody may do at the desk; a person may hold several. The names are those of the `roles` claim. */
export const ROLES = ['monitoring_officer', 'deputy', 'reviewer', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who reads findings and decides on them. */
export const REVIEWERS: readonly Role[] = ['monitoring_officer', 'deputy', 'reviewer'];
/** Who answers for cases, scans and the roster. */
export const OFFICERS: readonly Role[] = ['monitoring_officer', 'deputy'];
/** Who looks over the reviewers' shoulders; reads no mail. */
export const AUDITORS: readonly Role[] = ['monitoring_officer', 'auditor'];
/** Everybody who is signed in. */
export const ALL: readonly Role[] = ROLES;

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  monitoring_officer: 'monitoring officer',
  deputy: 'deputy',
  reviewer: 'reviewer',
  auditor: 'auditor',
  admin: 'administrator',
};

const known: ReadonlySet<string> = new Set(ROLES);

/** The roles among words from outside; words that are no role are left out. */
export const rolesAmong = (words: readonly string[]): Role[] =>
  words.filter((word): word is Role => known.has(word));

export const mayOneOf = (
  { roles }: { readonly roles: readonly Role[] },
  allowed: readonly Role[],
): boolean => roles.some((role) => allowed.includes(role));
