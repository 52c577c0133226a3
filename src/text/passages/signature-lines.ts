import { nameWords } from './names.js';

/** What a single line could be at the end of a message. */
export type TailLine = 'marker' | 'closing' | 'device' | 'block' | 'text';

/** Closings, lower case and without final marks. English and Welsh, and what colleagues write. */
const CLOSINGS = new Set(
  `regards;kind regards;kindest regards;best regards;warm regards;warmest regards;many regards;rgds;kr;br
  kind regard;with regards;with kind regards;with kindest regards;with best regards;with warm regards
  best wishes;with best wishes;with very best wishes;very best wishes;best;all the best;very best
  with every good wish;every good wish;good wishes;warm wishes;with warm wishes;with good wishes
  thanks;many thanks;thank you;thanks again;with thanks;thanks and regards;thanks & regards;thanks so much
  thank you and kind regards;many thanks and kind regards;thanks and kind regards;thanks in advance
  thanks very much;thank you very much;thx;ta;tx;cheers;much obliged;ttfn;yours;yours ever;yours aye
  yours sincerely;yours faithfully;yours truly;your sincerely;your faithfully;yours in sport;sincerely
  sincerely yours;faithfully;respectfully;yours respectfully;yours fraternally;fraternally;in haste
  in solidarity;with sincere regards;kind wishes;with my best wishes;with my warmest congratulations
  with congratulations;with sympathy;with deepest sympathy;mvh;le gach dea-ghuí;is mise;le meas
  cofion;cofion cynnes;cofion gorau;cofion caredig;gyda chofion;gyda chofion cynnes;gyda chofion gorau
  diolch;diolch yn fawr;gyda diolch;diolch o galon;diolch a chofion;llawer o ddiolch;hwyl;hwyl am y tro
  pob hwyl;pob lwc;yn gywir;yn gywir iawn;yn ddiffuant;yr eiddoch yn gywir;yr eiddoch yn ffyddlon
  yr eiddoch;dymuniadau gorau;gyda dymuniadau gorau;diolch / thanks;diolch/thanks;cofion / regards
  cofion/regards;yn gywir / yours sincerely;yr eiddoch yn gywir / yours sincerely`
    .split(/[;\n]/)
    .map((closing) => closing.trim()),
);

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
  'chair|chairman|chairwoman|chairperson|convener|provost|mayor|deputy|clerk|member|assistant',
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
  if (CLOSINGS.has(lower.replace(/[\s,.!–-]+$/, ''))) return 'closing';
  return couldBeBlock(line) ? 'block' : 'text';
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
