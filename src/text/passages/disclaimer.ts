/**
 * Legal footers, monitoring notices, external-mail banners: words that a mail system adds and nobody
 * says. A paragraph counts only when it holds at least one phrase that people do not write themselves
 * and several footer words besides; a sentence in the first person keeps a paragraph with its author.
 */

/** Phrases that only footers and banners use. English and Welsh. Each scores 2. */
const FOOTER_PHRASES = [
  'intended recipient',
  'intended solely',
  'intended only for',
  'solely for the',
  'sole use of',
  'for the addressee only',
  'addressee only',
  'to whom it is addressed',
  'to whom they are addressed',
  'in error',
  'reached you by mistake',
  'may contain',
  'accepts no liability',
  'accept no liability',
  'no responsibility for',
  'accepts no responsibility',
  'scanned for',
  'free from viruses',
  'virus free',
  'swept for',
  'not necessarily those of',
  'not necessarily represent',
  'not necessarily reflect',
  'those of the sender',
  'those of the author',
  'subject to monitoring',
  'may be monitored',
  'may monitor',
  'subject to recording',
  'monitored and recorded',
  'monitored and/or recorded',
  'subject to disclosure',
  'freedom of information act',
  'registered in england',
  'registered charity',
  'environment before printing',
  'consider the environment',
  'before printing this',
  'printing this e',
  'correspondence is welcome in',
  'welcome correspondence in',
  'correspond in welsh',
  'correspondence in welsh',
  'originated from outside',
  'originated outside',
  'sent from outside',
  'came from outside',
  'from outside your organi',
  'from outside the organi',
  'from outside of the',
  'do not click',
  'external email',
  'external sender',
  'unless you recognise the sender',
  'privacy notice',
  'privacy statement',
  'protectively marked',
  'official-sensitive',
  'legal privilege',
  'any unauthorised',
  'disclosure of this message',
  'views expressed are',
  'any unauthorized',
  'this communication is',
  'otherwise protected from disclosure',
  'yn gyfrinachol',
  'derbynnydd',
  'derbyniwr',
  'croesewir gohebiaeth',
  'croesawn ohebiaeth',
  'croesawu gohebiaeth',
  'gohebiaeth yn gymraeg',
  'gohebu yn gymraeg',
  'arwain at oedi',
  'lead to delay',
  'drwy gamgymeriad',
  'mewn camgymeriad',
  'hysbysiad preifatrwydd',
  'ystyriwch yr amgylchedd',
  'anfonwyd yr e-bost hwn o du allan',
  'o’r tu allan i',
  "o'r tu allan i",
  'barn yr awdur',
  'barn yr anfonwr',
];

/** One plain alternation, so that text without any of them costs one pass. */
const ANY_PHRASE = new RegExp(FOOTER_PHRASES.join('|').replaceAll('.', '\\.'));

/** Words footers are made of, and other text holds too. Each scores 1. */
const FOOTER_WORDS = [
  'confidential',
  'privileged',
  'disclaimer',
  'this e-mail',
  'this email',
  'this message',
  'this communication',
  'attachment',
  'transmitted with it',
  'views expressed',
  'opinions expressed',
  'virus',
  'addressee',
  'delete it',
  'delete the',
  'delete this',
  'notify the sender',
  'notify us',
  'tell the sender',
  'contact the sender',
  'advise the sender',
  'inform the sender',
  'prohibited',
  'unlawful',
  'unauthorised',
  'unauthorized',
  'monitored',
  'liability',
  'legislation',
  'data protection',
  'disclose',
  'disclosure',
  'copy, ',
  'copying',
  'distribution',
  'gdpr',
  'caution:',
  'links',
  'unsubscribe',
  'recipient',
  'sender',
  'warning:',
  'rhybudd',
  'neges hon',
  'e-bost hwn',
  'cyfrinachol',
  'atodiadau',
  'anfonwr',
  'dileu',
  'gymraeg',
  'monitro',
  'gwybodaeth freintiedig',
  'atebolrwydd',
  'cymraeg',
  'in welsh',
  'computer',
  'material',
  'personal data',
  'officials',
  'recorded',
  'www.',
  'http',
];

/**
 * Where a paragraph stands: below a signature with nothing but footers after it, right below another
 * footer, or in the midst of what somebody writes.
 */
export type FooterPlace = 'tail' | 'following' | 'midst';

/** How much a paragraph must score at each place; in the midst it must hold two phrases besides. */
const NEEDED: Readonly<Record<FooterPlace, number>> = { tail: 3, following: 3, midst: 5 };

/** Longest paragraph judged; a footer is shorter, and a longer text is somebody's. */
const MAX_FOOTER = 6000;

/** "I" as a person, or an opinion: some author speaks. Judged on the text before lower-casing. */
const FIRST_PERSON =
  /(?:^|[\s"“(])I(?:['’](?:m|ve|ll|d)\b|\s+(?!gael\b|gyfathrebu\b|ddod\b|weld\b))/;

/**
 * Is this paragraph nobody's words?
 *
 * @param paragraph its lines, joined by blanks, without `>` marks
 */
export function isFooter(paragraph: string, place: FooterPlace): boolean {
  if (paragraph.length > MAX_FOOTER || paragraph.length < 12) return false;
  const lower = paragraph.toLowerCase();
  const phrases = ANY_PHRASE.test(lower) ? countIn(lower, FOOTER_PHRASES) : 0;
  if (phrases === 0 && place !== 'following') return false;
  const score = phrases * 2 + countIn(lower, FOOTER_WORDS) + (titled(lower) ? 2 : 0);
  if (place === 'midst' && phrases < 2) return false;
  return score >= NEEDED[place] && !speaks(paragraph);
}

/** Could this line begin a footer that stands right under a signature? */
export function hasFooterPhrase(line: string): boolean {
  return line.length <= MAX_FOOTER && ANY_PHRASE.test(line.toLowerCase());
}

function titled(lower: string): boolean {
  return /^\W{0,12}(?:disclaimer|confidentiality|caution|warning|rhybudd|legal|notice|ymwadiad)\b/.test(
    lower.slice(0, 60),
  );
}

/** A sentence that says "I", and holds no footer phrase, was written by a person. */
function speaks(paragraph: string): boolean {
  if (!FIRST_PERSON.test(paragraph)) return false;
  return paragraph
    .split(/[.!?]\s/)
    .some(
      (sentence) =>
        FIRST_PERSON.test(sentence) && countIn(sentence.toLowerCase(), FOOTER_PHRASES) === 0,
    );
}

function countIn(lower: string, phrases: readonly string[]): number {
  let count = 0;
  for (const phrase of phrases) if (lower.includes(phrase)) count += 1;
  return count;
}
