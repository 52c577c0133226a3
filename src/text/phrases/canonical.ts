import type { NormalText } from '../normalise.js';
import { normalise } from '../normalise.js';
import { tokenise } from '../tokens.js';

/**
 * The words of a text in one spelling each, so that a phrase written once meets "don't", "dont",
 * "do not" and "dinnae" alike. Offsets count UTF-16 units of the original text.
 */
export interface Words {
  readonly count: number;
  readonly words: readonly string[];
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const NEGATED: Readonly<Record<string, string>> = {
  don: 'do',
  doesn: 'does',
  didn: 'did',
  isn: 'is',
  aren: 'are',
  wasn: 'was',
  weren: 'were',
  won: 'will',
  wouldn: 'would',
  couldn: 'could',
  shouldn: 'should',
  mustn: 'must',
  needn: 'need',
  hasn: 'has',
  haven: 'have',
  hadn: 'had',
  can: 'can',
  ain: 'is',
  mightn: 'might',
  shan: 'shall',
  oughtn: 'ought',
  daren: 'dare',
};

const FIXED: Record<string, string> = {
  cannot: 'can not',
  cant: 'can not',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  werent: 'were not',
  wont: 'will not',
  wouldnt: 'would not',
  couldnt: 'could not',
  shouldnt: 'should not',
  hasnt: 'has not',
  havent: 'have not',
  hadnt: 'had not',
  mustnt: 'must not',
  neednt: 'need not',
  aint: 'is not',
  im: 'i am',
  ive: 'i have',
  youre: 'you are',
  youve: 'you have',
  youll: 'you will',
  theyre: 'they are',
  theyll: 'they will',
  weve: 'we have',
  thats: 'that is',
  whats: 'what is',
  theres: 'there is',
  hes: 'he is',
  shes: 'she is',
  itll: 'it will',
  lets: 'let us',
  "let's": 'let us',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  lemme: 'let me',
  gimme: 'give me',
  "y'know": 'you know',
  dunno: 'do not know',
  summat: 'something',
  "o'": 'of',
  wi: 'with',
  "wi'": 'with',
  tae: 'to',
  aff: 'off',
  frae: 'from',
  oot: 'out',
  aboot: 'about',
  ye: 'you',
  yer: 'your',
  youse: 'you',
  yous: 'you',
  ma: 'my',
  masel: 'myself',
  yersel: 'yourself',
  himsel: 'himself',
  gie: 'give',
  gied: 'gave',
  gonnae: 'going to',
  nae: 'no',
  naw: 'no',
  nowt: 'nothing',
  owt: 'anything',
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  cllr: 'councillor',
  cllrs: 'councillors',
  councilor: 'councillor',
  clr: 'councillor',
  dept: 'department',
  mtg: 'meeting',
  cttee: 'committee',
  ctte: 'committee',
  govt: 'government',
  approx: 'approximately',
  asap: 'as soon as possible',
  tmrw: 'tomorrow',
  tomoz: 'tomorrow',
  tonite: 'tonight',
  thru: 'through',
  coz: 'because',
  cos: 'because',
  "'cause": 'because',
  shouldve: 'should have',
  wouldve: 'would have',
  couldve: 'could have',
};

/** "dinnae", "wouldnae", "isnae": the Scots negative. */
const SCOTS: Readonly<Record<string, string>> = {
  dinnae: 'do not',
  dinna: 'do not',
  cannae: 'can not',
  canna: 'can not',
  winnae: 'will not',
  wouldnae: 'would not',
  couldnae: 'could not',
  shouldnae: 'should not',
  isnae: 'is not',
  wasnae: 'was not',
  didnae: 'did not',
  havenae: 'have not',
  hasnae: 'has not',
  doesnae: 'does not',
  werenae: 'were not',
  arenae: 'are not',
  hadnae: 'had not',
  willnae: 'will not',
  maunna: 'must not',
};

const ENDINGS: Readonly<Record<string, string>> = {
  "'ll": 'will',
  "'re": 'are',
  "'ve": 'have',
  "'d": 'would',
  "'m": 'am',
};

/** Scots and Ulster spellings of common words, as people type them. */
const DIALECT =
  `cooncil=council oor=our fae=from pey=pay guid=good ony=any onybody=anybody onything=anything
  mak=make tak=take gaun=going gaunae=going auld=old hoose=house doon=down roon=round toon=town
  telt=told tellt=told afore=before efter=after hae=have dae=do ain=own nicht=night morn=tomorrow
  ken=know kens=knows kent=knew whaur=where wha=who whit=what haud=hold pit=put wee=small thon=that
  thae=those yin=one aince=once twa=two fower=four awa=away wark=work sae=so mair=more wrang=wrong
  heid=head bairn=child bairns=children lang=long lassie=girl wumman=woman polis=police kirk=church
  richt=right thocht=thought brocht=brought ower=over juist=just jist=just mebbe=maybe nowt=nothing
  owt=anything summat=something aye=yes didna=didnot wasna=wasnot widna=wouldnot cudna=couldnot
  disna=doesnot hasna=hasnot isna=isnot widnae=wouldnot cudnae=couldnot shouldna=shouldnot`
    .split(/\s+/)
    .map((pair) => pair.split('='));
for (const [written = '', read = ''] of DIALECT) {
  FIXED[written] ??= read.replace(/not$/, (not) => (read === 'not' ? not : ' not'));
}

/** Words after which `'s` is "is", not a possessive. */
const IS_AFTER = new Set(
  'it he she that there what who where here how when this everything nothing something'.split(' '),
);

const cache = new Map<string, readonly string[]>();
/** The cache stays small even when a hostile text brings a new word each time. */
const CACHE_WORDS = 20_000;

/** One written word → its canonical words; usually itself. Takes lower case, straight quotes. */
export function canonicalWords(word: string): readonly string[] {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const words = spell(word);
  if (cache.size < CACHE_WORDS) cache.set(word, words);
  return words;
}

function spell(word: string): readonly string[] {
  const fixed = FIXED[word] ?? SCOTS[word];
  if (fixed !== undefined && Object.hasOwn(FIXED[word] === undefined ? SCOTS : FIXED, word)) {
    return fixed.split(' ');
  }
  const apostrophe = word.lastIndexOf("'");
  if (apostrophe <= 0) return [word];
  const stem = word.slice(0, apostrophe);
  const ending = word.slice(apostrophe);
  if (ending === "'t" && stem.endsWith('n')) {
    const verb = stem === 'can' ? 'can' : NEGATED[stem];
    if (verb !== undefined) return [verb, 'not'];
  }
  if (ending === "'s") return IS_AFTER.has(stem) ? [stem, 'is'] : [stem, "'s"];
  if (ending === "'") return stem.endsWith('in') ? [`${stem}g`] : [stem, "'s"];
  const second = ENDINGS[ending];
  return second === undefined ? [word] : [FIXED[stem] ?? stem, second];
}

/** Cuts a text into canonical words. Linear in the text; takes any string. */
export function readWords(text: string): Words {
  return wordsOf(normalise(text));
}

function wordsOf(normal: NormalText): Words {
  const tokens = tokenise(normal.text);
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < tokens.count; i += 1) {
    const start = normal.original(tokens.starts[i]!);
    const end = normal.originalEnd(tokens.ends[i]!);
    for (const word of canonicalWords(tokens.words[i]!)) {
      words.push(word);
      starts.push(start);
      ends.push(end);
    }
  }
  return {
    count: words.length,
    words,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
  };
}
