import { nameWords } from './names.js';

/** What a single line could be at the end of a message. */
export type TailLine = 'marker' | 'closing' | 'device' | 'block' | 'text';

/** What a closing is about; one of these is in it. English, Welsh, and what colleagues write. */
const CLOSING_HEADS = new Set(
  `regards regard rgds kr br wish wishes best thanks thank thx ta tx cheers obliged yours sincerely faithfully
  truly respectfully fraternally solidarity sympathy congratulations haste bless mvh ttfn gur aye ever
  cofion chofion diolch ddiolch hwyl lwc gywir ddiffuant eiddoch dymuniadau ddymuniadau meas mise
  dea-ghuí`.split(/\s+/),
);

/** The words around it; a closing holds no others. */
const CLOSING_WORDS = new Set(
  `with my our very kind kindest best warm warmest many every good sincere deepest fond all the in and a
  again so much you your for god sport ever aye advance to one from me us is le gach again indeed both
  cynnes gorau caredig gyda yn fawr o galon llawer am y tro pob iawn yr ffyddlon gynnes a'r a’r new year
  happy merry christmas nadolig llawen weekend have great lovely nice`.split(/\s+/),
);

/** Longest closing: "Yr eiddoch yn gywir / Yours sincerely". */
const MAX_CLOSING_WORDS = 7;

/** Closings that may share their line with the name: "Thanks, Jane", "ta Josh", "Cofion, Siôn". */
const SHORT_CLOSING =
  /^(?:(?:many |kind |best |warm |kindest |warmest )?(?:regards|thanks|wishes)|thank you|ta|cheers|best|yours|all the best|cofion(?: cynnes| gorau)?|diolch(?: yn fawr)?|hwyl|thx)[\s,.!–-]+(?=\p{Lu})/iu;

const DEVICES = [
  'sent from my ',
  'get outlook for',
  'sent from outlook',
  'sent from mail for',
  'sent from yahoo',
  'sent from samsung',
  'sent from gmail',
  'sent via ',
  'anfonwyd o fy ',
  "anfonwyd o'm ",
  'anfonwyd o’m ',
  'sent using ',
  'sent from proton',
  'sent from aol',
  'sent from the all-new',
  'sent with ',
];

/** Posts, bodies and parties: with capitals around them, a line of a signature. */
const POSTS = [
  'councillor|councillors|cllr|coun|cyng|cynghorydd|alderman|officer|manager|director|head|leader',
  'portfolio|holder|chair|chairman|chairwoman|chairperson|convener|provost|mayor|deputy|clerk|member|assistant',
  'secretary|solicitor|executive|ward|group|party|labour|conservative|conservatives|liberal|democrat',
  'democrats|lib dem|green|reform uk|plaid cymru|independent|independents|snp|ukip|team|department',
  'directorate|division|service|services|council|borough|county|district|parish|unit|section|office',
  'adviser|advisor|lead|engineer|planner|surveyor|inspector|warden|coordinator|co-ordinator',
  'administrator|analyst|accountant|treasurer|governor|whip|spokesperson|spokesman|cabinet|committee',
  'panel|scrutiny|association|society|club|ltd|limited|plc|llp|trust|union|branch|university|school',
  'nhs|police|constituency|residents|allocations|barrister|mp|ms|mbe|obe|mcips|cpfa|mrtpi|frtpi',
  'pennaeth|cyfarwyddwr|swyddog|rheolwr|arweinydd|dirprwy|aelod|cadeirydd|clerc|cyngor|gwasanaeth',
  'gwasanaethau|adran|tîm|maer|llafur|annibynnol|ceidwadwyr|cynorthwyydd|ysgrifennydd|uned|grŵp',
].join('|');
const POST = new RegExp(`(?:^|[^\\p{L}])(?:${POSTS})(?![\\p{L}])`, 'iu');

const PLACE =
  /(?:^|[^\p{L}])(?:house|street|road|lane|avenue|square|hall|court|quay|park|place|row|drive|close|terrace|building|buildings|floor|offices|heol|stryd|neuadd|ffordd|lôn|tŷ|swyddfeydd|members' room|members’ room)(?![\p{L}])|(?:^|[^A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![A-Z0-9])/iu;

/** Telephone, address or link, at the start of a line or as most of it. */
const CONTACT_LABEL =
  /^(?:t|m|e|w|f|tel|tel no|telephone|phone|mob|mobile|direct|direct line|dd|ddi|switchboard|fax|email|e-mail|web|website|ffôn|ffon|symudol|e-bost|ebost|gwefan|ext|twitter|x|facebook|linkedin|instagram|skype|teams|address|cyfeiriad|working days|working hours|office hours|my working days|my working hours|working pattern|pronouns|rhagenwau)(?:\s*[:.|/-]|\s+\(?\+?\d)/i;
const PHONE = /(?:^|[^\d])(?:\+44|\(?0\d)[\d\s()-]{7,14}(?:$|[^\d])/;
const LINK = /(?:^|\s)(?:https?:\/\/|www\.)\S+|[^\s@<]+@[^\s@>]+\.[a-z]/i;
const PICTURE = /^\[(?:cid:|image|logo|twitter|facebook|linkedin|instagram|icon)[^\]]*\]?/i;

/** Words by which a line speaks: with one of them it is text, whatever else it holds. */
const SPEAKS =
  /(?:^|[^\p{L}])(?:i|i['’]m|i['’]ve|i['’]ll|i['’]d|you|your|you['’]re|you['’]ll|you['’]ve|we|we['’]re|we['’]ll|he|he['’]s|she|she['’]s|they|him|them|me|my|us|please|will|would|should|could|can|can['’]t|don['’]t|didn['’]t|won['’]t|isn['’]t|was|were|has|have|had|is|are|am|been|must|do|did|does|that|this|if|but|because|love|see|tell|let|get|not|what|why|when|how)(?![\p{L}])/iu;

/** Kisses at the end of a line, or by themselves. */
const KISSES = /(?:^|\s)x{1,6}\s*$/i;

const MAX_BLOCK_LINE = 110;
const MAX_BLOCK_WORDS = 15;
const MAX_BARE_WORDS = 6;

/** What `line` (trimmed, without `>` marks) could be at the end of a message. */
export function tailLine(line: string): TailLine {
  if (line === '--' || line === '-- ' || line === '—') return 'marker';
  if (line.length > MAX_BLOCK_LINE) return 'text';
  const lower = line.toLowerCase();
  if (DEVICES.some((device) => lower.startsWith(device)) && !/[.?!]\s+\S/.test(line))
    return 'device';
  if (isClosing(lower)) return 'closing';
  return couldBeBlock(line) ? 'block' : 'text';
}

function isClosing(lower: string): boolean {
  if (lower.length > 60 || lower.includes('?')) return false;
  const words = lower.split(/[\s,.!/&–-]+(?!ghuí)/).filter((word) => word !== '');
  if (words.length > MAX_CLOSING_WORDS) return false;
  return (
    words.some((word) => CLOSING_HEADS.has(word)) &&
    words.every((word) => CLOSING_HEADS.has(word) || CLOSING_WORDS.has(word))
  );
}

/** A closing and a name on one line: the name; null when the line is something else. */
export function closingName(line: string): string | null {
  const found = line.length <= 60 ? SHORT_CLOSING.exec(line) : null;
  if (found === null) return null;
  const rest = line.slice(found[0].length).trim();
  return isNameLike(rest) ? rest : null;
}

/** One to five capitalised words and initials, and nothing that speaks, asks or kisses. */
export function isNameLike(line: string): boolean {
  if (line.length > 60 || /[?!:;]|\d/.test(line) || KISSES.test(line) || SPEAKS.test(line))
    return false;
  const words = line
    .replace(/\([^()]*\)/g, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 6) return false;
  if (/\.$/.test(line) && words.length > 1 && words.at(-1)!.length > 6) return false;
  const small = new Set(['de', 'van', 'von', 'of', 'ap', 'ab', 'y', 'the', 'and', 'a', '&']);
  return (
    words.every((word) => small.has(word) || /^["'(]?\p{Lu}/u.test(word)) &&
    nameWords(line).length > 0
  );
}

/** A line that shows a post, a place or a way of contact: evidence that a block is a signature. */
export function isTelling(line: string): boolean {
  if (line.length > MAX_BLOCK_LINE) return false;
  if (CONTACT_LABEL.test(line) || PHONE.test(line) || LINK.test(line) || PICTURE.test(line))
    return true;
  return couldBeBlock(line) && (POST.test(line) || PLACE.test(line));
}

/** A line that may stand inside a signature block: telling, bracketed, ruled, or a few capitals. */
function couldBeBlock(line: string): boolean {
  if (KISSES.test(line)) return false;
  if (CONTACT_LABEL.test(line) || PICTURE.test(line)) return true;
  const words = line.split(/\s+/);
  if (words.length > MAX_BLOCK_WORDS || /\?$/.test(line)) return false;
  if (LINK.test(line)) return words.length <= 6 && !SPEAKS.test(line.replace(LINK, ' '));
  if (PHONE.test(line)) return !SPEAKS.test(line) || words.length <= 4;
  if (/^[-_=*~•|\s]+$/.test(line)) return true;
  if (SPEAKS.test(line.replace(/\([^()]*\)/g, ' '))) return false;
  const share = capitalShare(words);
  if (POST.test(line) || PLACE.test(line)) return share >= 0.6;
  if (/^\((?:she|he|they|hi|fe|fo|nhw)\/[^()]*\)$/i.test(line)) return true;
  return words.length <= MAX_BARE_WORDS && share >= 0.75 && !/[.!?]$/.test(line);
}

/** Share of the words of four letters and more that begin with a capital or a figure. */
function capitalShare(words: readonly string[]): number {
  let long = 0;
  let capital = 0;
  for (const word of words) {
    const letters = word.replace(/^[^\p{L}\d]+/u, '');
    if (letters.length < 4) continue;
    long += 1;
    if (/^[\p{Lu}\d]/u.test(letters)) capital += 1;
  }
  if (long === 0) return words.every((word) => /^[^\p{Ll}]/u.test(word)) ? 1 : 0;
  return capital / long;
}
