import type { JudgedRole } from '../model/person.js';

/** Titles in front of a name, and the role each one shows; `unknown` for those that show none. */
export const TITLES: ReadonlyMap<string, JudgedRole> = new Map<string, JudgedRole>([
  ...[
    'cllr',
    'cllrs',
    'councillor',
    'councillors',
    'clr',
    'cnllr',
    'coun',
    'cyng',
    'cynghorydd',
  ].map((title) => [title, 'member'] as const),
  ...['ald', 'alderman', 'alderwoman', 'bailie', 'baillie', 'provost', 'henadur'].map(
    (title) => [title, 'member'] as const,
  ),
  ...[
    'mr',
    'mrs',
    'ms',
    'miss',
    'mx',
    'dr',
    'prof',
    'professor',
    'rev',
    'revd',
    'reverend',
    'sir',
  ].map((title) => [title, 'unknown'] as const),
  ...['dame', 'lord', 'lady', 'canon', 'fr', 'messrs', 'rt', 'hon', 'bnr', 'capt', 'col', 'y'].map(
    (title) => [title, 'unknown'] as const,
  ),
]);

/** Titles that in running text are followed by a surname, even one that nobody knows. */
export const SPOKEN_TITLES: ReadonlySet<string> = new Set(
  'cllr councillor clr coun cyng cynghorydd ald alderman bailie provost mr mrs ms miss mx dr prof messrs'.split(
    ' ',
  ),
);

/** Titles for several people: `cllrs marsh and patel`. */
export const PLURAL_TITLES: ReadonlySet<string> = new Set(['cllrs', 'councillors', 'messrs']);

/** Words of a display name's front that make a councillor of its bearer. */
export const MEMBER_TITLE =
  /(?:^|[\s"'(,])(?:cllrs?|cllor|cnllr|councillor|cynghorydd|(?:y\s+)?cyng|ald|alderman|alderwoman|baillie|bailie|(?:depute\s+)?provost|(?:deputy\s+)?lord mayor|henadur)\.?(?=[\s)"',.]|$)/;

/** Small words that belong to the surname after them. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'ap ab de da di del der den van von la le el al bin ibn st mac mc o ferch verch ter dos du'.split(
    ' ',
  ),
);

/** Letters after a name. */
export const POST_NOMINALS: ReadonlySet<string> = new Set(
  'mbe obe cbe dbe kbe bem mp ms msp mla mspp jp dl qc kc esq ba ma bsc msc llb phd dphil mba mrtpi rtpi cipfa acca fcca cpfa frics mrics cilex jnr snr junior senior tgm qpm'.split(
    ' ',
  ),
);
