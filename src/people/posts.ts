import type { JudgedRole } from '../model/person.js';
import { foldName } from './names.js';
import { POST_NOUNS } from './services.js';

/**
 * One way to speak of a post. `bare`: it may stand without `the` or `our` (`monitoring officer
 * advised`); the others are everyday words that need one (`the clerk`).
 */
export interface PostForm {
  readonly words: readonly string[];
  readonly bare: boolean;
}

/** A post one person holds in a council, whether or not the roster knows who. */
export interface SinglePost {
  readonly role: JudgedRole;
  readonly forms: readonly string[];
}

/** Forms of one line are one post; `!` marks a form that needs `the`, `our` or the like. */
const OFFICER_POSTS = `
chief executive|chief exec|chief executive officer|ceo!|head of paid service|prif weithredwr
monitoring officer|mo!|swyddog monitro
section 151 officer|section 151!|s151 officer|s151|s . 151 officer|s 151 officer|s . 151!|chief finance officer|chief financial officer|cfo!|section 73 officer
returning officer|ro!
town clerk|parish clerk|clerk to the council|clerk!|clerc!
borough solicitor|county solicitor|city solicitor|district solicitor|council solicitor|council's solicitor
chief planner|chief planning officer
head of legal|head of legal services|chief lawyer|chief legal officer
head of human resources|head of hr|hr director|director of hr|director of human resources|hr head
head of communications|head of comms|comms director|director of communications|director of comms
head of democratic services|democratic services manager
electoral registration officer|ero!
data protection officer|dpo!
borough treasurer|county treasurer|city treasurer|director of finance|finance director|director of resources
deputy chief executive|deputy chief exec
deputy monitoring officer
assistant chief executive|assistant chief exec
city architect|county archivist|chief internal auditor|head of internal audit
case officer!
chief officer!
responsible financial officer|rfo!
proper officer!
deputy clerk|deputy town clerk|assistant clerk
`;

const MEMBER_POSTS = `
leader of the council|council leader|leader!
deputy leader of the council|deputy council leader|deputy leader!
leader of the opposition|opposition leader
lord mayor|town mayor|mayor!
lord provost|provost!
chief whip
portfolio holder!
chairman of the council|chair of the council
`;

function readPosts(text: string, role: JudgedRole): SinglePost[] {
  return text
    .trim()
    .split('\n')
    .map((line) => ({ role, forms: line.split('|') }));
}

/** Posts known by themselves, even if nobody of the roster holds them. */
export const SINGLE_POSTS: readonly SinglePost[] = [
  ...readPosts(OFFICER_POSTS, 'officer'),
  ...readPosts(MEMBER_POSTS, 'member'),
];

/** Reads a form of the table above, or a plain phrase. */
export function toForm(text: string): PostForm {
  const bare = !text.endsWith('!');
  return { words: (bare ? text : text.slice(0, -1)).split(' '), bare };
}

const OPENS_A_POST =
  /^(?:(?:corporate|executive|strategic|assistant|deputy|interim|acting|joint) )?(?:head of|director of|chief (?:executive|finance|financial|planner)|monitoring officer|section 151|returning officer|leader|town clerk|responsible financial)/;
const MEMBER_POST =
  /^(?:deputy )?(?:(?:lord|town) )?(?:leader|cabinet member|portfolio holder|executive member|chair|chairman|chairwoman|chairperson|vice-chair|vice-chairman|convener|mayor|provost|chief whip|[\p{L} ]+ group leader)\b/u;
const PRIVATE_ADDRESS = /(?:private|home|personal|business)\b.*\baddress/;
/** `pa to the leader and chief executive` is one post, not the chief executive's. */
const SERVES_ANOTHER = /\bto\b/;

function splitConjoined(segment: string): string[] {
  if (SERVES_ANOTHER.test(segment)) return [segment];
  const cut = / and | & /g;
  for (let found = cut.exec(segment); found; found = cut.exec(segment)) {
    const rest = segment.slice(found.index + found[0].length);
    if (OPENS_A_POST.test(rest)) {
      return [segment.slice(0, found.index), ...splitConjoined(rest)];
    }
  }
  return [segment];
}

function segments(title: string): string[] {
  const folded = foldName(title);
  const inner = [...folded.matchAll(/\(([^()]+)\)/g)].map((found) => found[1]!);
  const outer = folded.replace(/\([^()]*\)/g, ' ');
  return [outer, ...inner]
    .flatMap((text) => text.split(/[;/|]/))
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '' && !PRIVATE_ADDRESS.test(text));
}

function isOfficerPost(words: readonly string[]): boolean {
  return words.length <= 7 && words.some((word) => POST_NOUNS.has(word));
}

const HEAD_OF = /^(?:(?:corporate|executive|strategic) )?(head|director) of (.+)$/;

function headForms(head: string, field: string): string[] {
  const short = field.replace(/ services?$/, '');
  const first = short.split(/,? and | & |, /)[0]!;
  const fields = new Set([field, short, first]);
  return [...fields].flatMap((name) => [`${head} of ${name}`, `${name} ${head}`]);
}

const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/\bhuman resources\b/, 'hr'],
  [/\bcommunications\b/, 'comms'],
  [/\bchief executive\b/, 'chief exec'],
  [/\binformation technology\b/, 'it'],
];

/** `senior press officer` is also `the press officer`; whether one person only, the roster tells. */
function withoutGrade(post: string): string[] {
  const bare = post.replace(/^(?:senior|principal|lead|area|interim|acting) /, '');
  return bare !== post && bare.includes(' ') ? [`${bare}!`] : [];
}

function officerForms(post: string): string[] {
  const plain = post.replace(/ & /g, ' and ');
  const headed = HEAD_OF.exec(plain);
  const single = plain.includes(' ') ? plain : `${plain}!`;
  const forms = headed ? [plain, ...headForms(headed[1]!, headed[2]!)] : [single];
  const shortened = forms.flatMap((form) =>
    SHORTER.filter(([long]) => long.test(form)).map(([long, short]) => form.replace(long, short)),
  );
  return [...forms, ...shortened, ...withoutGrade(plain)];
}

const CHAIR = /^(chair|chairman|chairwoman|chairperson) (?:of )?(?:the )?(.+)$/;

function memberForms(post: string): string[] {
  const chair = CHAIR.exec(post);
  if (chair) {
    const of = chair[2]!;
    return ['chair', 'chairman', 'chairwoman'].flatMap((word) => [
      `${word} of ${of}`,
      `${word} of the ${of}`,
    ]);
  }
  const cabinet = /^(?:cabinet member|portfolio holder|executive member) for (.+)$/.exec(post);
  if (cabinet) {
    return ['cabinet member', 'portfolio holder', 'executive member'].map(
      (word) => `${word} for ${cabinet[1]}`,
    );
  }
  return [post.includes(' ') ? post : `${post}!`];
}

function formsOf(segment: string, role: JudgedRole): string[] {
  if (role === 'member') return MEMBER_POST.test(segment) ? memberForms(segment) : [];
  const posts = splitConjoined(segment).filter((post) => isOfficerPost(post.split(' ')));
  return posts.flatMap(officerForms);
}

/**
 * The ways to speak of the posts in a roster title: `Director of Resources (Section 151 Officer)`
 * gives `director of resources`, `resources director`, `section 151 officer`.
 *
 * @returns forms for `toForm`, folded, each once; empty when the title names no post
 */
export function postForms(title: string, role: JudgedRole): readonly string[] {
  const forms = new Set<string>();
  for (const segment of segments(title)) {
    // What follows a comma is a ward, a council or a service: `Chief Executive, Cawdale MBC`.
    const first = segment.split(',')[0]!.trim();
    for (const form of formsOf(first, role)) forms.add(form);
  }
  return [...forms];
}
