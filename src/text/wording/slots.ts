import type { Slot } from '../../model/slots.js';
import { participleOf } from './participle.js';
import { ANY_SERVICE, serviceOf } from './service.js';

/** What a clause gives to a better wording of it. A slot that the clause does not fill is missing. */
export type Slots = Readonly<Partial<Record<Slot, string>>>;

/** Longer clauses are nobody's plain promise; expressions below are linear, but need not see them. */
const LONGEST_CLAUSE = 600;

const WE = String.raw`(?:I|we|the council|this council|our council|the authority|the (?:city|county|borough|district|town|parish) council|(?:\p{Lu}[\p{L}-]+ ){1,2}Council)`;
const SURELY = `(?:(?:now|also|then|therefore|certainly|definitely|personally|gladly|happily|of course|hereby|still|always|at once) )*`;
/** "I promise you that", "you have my word that": goes with the promise it opens. */
const LEAD = `(?:(?:and |but |so |then )?(?:I|we) (?:hereby |can |do |am able to )*(?:promise|confirm|guarantee|undertake|pledge|assure)(?: (?:to )?you)?(?: that)?,? |(?:you have|I give you|here is|take) my word(?: that| on it)?[,:]? |(?:you (?:can|may) )?(?:be|rest) assured(?: that)? |you (?:can|may) take it(?: from me)?(?: that)? |as (?:your|the) (?:ward |local )?councillor,? )?`;
const PROMISE = new RegExp(
  String.raw`(?<![\p{L}])(?<lead>${LEAD})(?:${WE} ${SURELY}(?:will|shall|is going to|are going to|am going to)|(?:I|we)['’]ll|${WE} ${SURELY}(?:undertakes?|promises?|guarantees?|agrees?|pledges?) to) ${SURELY}(?<do>(?:make sure |ensure |see to it )?.+)$`,
  'iu',
);
const DONE =
  '(?:[a-z]{2,}(?:ed|en|wn|id|ilt|rought|ent|ept|ound|one)|cut|put|set|reset|dug|met|held|made|kept|lit)';
/** What is granted by being said: other presents ("the figures are attached") are told, not promised. */
const GRANTED =
  '(?:wiped|waived|written|cancelled|canceled|forgiven|forgotten|granted|approved|allowed|cleared|dropped|lifted|refunded|extended|quashed|torn)';
const PASSIVE = new RegExp(
  String.raw`^(?<lead>${LEAD})(?:make sure |ensure |see to it )?(?:that )?(?<what>.{2,160}?) (?:(?:will|shall|is going to|are going to) ${SURELY}be ${SURELY}(?<done>${DONE})|(?:is|are) ${SURELY}(?:being )?(?<granted>${GRANTED}))\b(?<tail>.*)$`,
  'iu',
);
const MAY =
  /(?<![\p{L}])(?:you (?:may|can|are free to|have (?:my |our |the council['’]s )?(?:permission|consent|leave|approval) to)|(?:I|we) (?:hereby )?(?:give you permission|authorise you|permit you|allow you|grant you (?:permission|leave)) to) (?:now |therefore |hereby )*(?<may>.+)$/iu;
/** A promise about something else's doing: "I can confirm that Hob Lane will go back to Fridays". */
const FUTURE = new RegExp(
  `^(?<lead>${LEAD})(?<subject>(?!(?:I|we|you|he|she|they|it|that|this|there|if|when) ).{2,80}?) (?:will|shall|is going to|are going to) ${SURELY}(?<does>.+)$`,
  'iu',
);
/** Begins of itself, and so is promised without a word of promise. */
const SETS_OFF = /^(?:begin|start|go back|reopen|open|close|return|stay|resume)\b/i;
const ORDERED =
  /(?<![\p{L}])(?:I|we)(?: have|['’]ve)? (?:already )?(?:instructed|ordered|directed|told) (?<whom>(?!you\b|it\b)[^,;]{2,60}?) to (?<do>.+)$/iu;
const DECIDED =
  /(?<![\p{L}])(?:as (?:the )?[\p{L} ]{2,40}? )?(?:I|we)(?: have|['’]ve)? (?:now |already )?(?:decided|settled|resolved|determined|ruled)(?: it)?(?:,? that,? (?<told>[^,;]+)|:? (?<bare>(?:the|an?|this|these|your|our|my|they|he|she|there|no|all|every|each|both)\b[^,;]+))/iu;
/** Decisions of others, or about what is past: these are judged, not recommended. */
const PAST = /\b(?:was|were|had|did)\b/i;

/** Verbs of courtesy and of one's own work: "I will write again" binds nobody but its writer. */
const OWN_WORK =
  /^(?:not|never|be|have|let|ask|write|know|see (?!to it|that)|look|consider|raise|try|keep|call|visit|come|go|meet|speak|discuss|hope|report|pass|chase|follow|update|contact|email|phone|ring|reply|respond|tell|take (?:it|this|that|your|the matter)|do (?:my|what|all|everything)|help|remember|miss|continue|bring|need|want|like|get back|find out|push|press|argue|vote|support|remain|stay)\b/i;

/** Where the thing promised ends and the when, where and why of it begin. */
const TAIL =
  /\s(?:by|before|within|next|this (?:week|month|year|spring|summer|autumn|winter)|on (?!behalf)|from|until|in|at|to|for|as|so|because|with|without|and|when|once|if|over|after|during|tomorrow|today|tonight|free of|first thing|straight|right away|immediately|at once|in full)\b/i;

/** Objects that a passive would strand: "pay you for it" → "you can be paid" says something else. */
const PRONOUN = /^(?:you|it|them|him|her|this|that|these|those|me|us|up|off|out|on|away|down)\b/i;

const DAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|noon|midday|midnight|christmas|easter';
const WHEN = new RegExp(
  String.raw`\b(?:by|before|within|no later than|until) (?:(?:the |this |next |end |close |of |play |business |first thing |half |past |seven |eight |nine |ten |eleven |twelve |week |month |${DAY}|morning|afternoon|evening|lunchtime|weekend|hours?|days?|weeks?|months?|an |a |one |two |three |four |five |six |seven |ten |on |at |\d{1,2}(?:st|nd|rd|th)?|[:.]\d\d|am|pm|\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|year|spring|summer|autumn|winter)\s?)+`,
  'i',
);
const NAMES =
  /\b(?:Cllrs?\.?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Mx)\.? (?:\p{Lu}[\p{L}'’-]+(?: (?=\p{Lu}))?){1,3}(?: and (?:(?:Cllr|Mr|Mrs|Ms|Dr)\.? )?\p{Lu}[\p{L}'’-]+)?/gu;

/**
 * Reads what one clause says into slots: what is promised (`what`, `done`, `do`), allowed (`may`),
 * ordered (`whom`, `do`) or decided (`that`), by `when`, of whom it speaks (`names`), and whose work it is (`service`). Words are
 * taken over as they stand; nothing is added but a participle made of the clause's own verb.
 *
 * @param clause trimmed, without the mark that ends it
 * @param around the sentence, then more of the text: the first whose words tell the service
 */
export function readSlots(clause: string, around: readonly string[]): Slots {
  const slots: Partial<Record<Slot, string>> = {};
  const text = clause.replace(/\s+/g, ' ');
  if (text.length > LONGEST_CLAUSE) return slots;
  slots.service = around.map(serviceOf).find((one) => one !== ANY_SERVICE) ?? ANY_SERVICE;
  const names = [...new Set(text.match(NAMES) ?? [])].map((name) => name.trim());
  if (names.length > 0) slots.names = names.join(' and ');
  const when = WHEN.exec(text)?.[0].trim();
  if (when !== undefined) slots.when = when;
  const may = MAY.exec(text)?.groups?.may;
  if (
    may !== undefined &&
    !/^(?:be|rely|take|count|tell|treat|show|quote|refer|see|contact|ring|call|write|reach|ask|expect|have)\b/i.test(
      may,
    )
  )
    slots.may = may.replace(/, (?:no|don['’]t|and) .*$/i, '');
  const decided = DECIDED.exec(text)?.groups;
  const that = decided?.told ?? decided?.bare;
  if (that !== undefined && !PAST.test(that)) slots.that = that.trim();
  const ordered = ORDERED.exec(text)?.groups;
  Object.assign(
    slots,
    ordered === undefined ? promised(text) : { whom: ordered.whom, do: ordered.do },
  );
  return slots;
}

function promised(text: string): Pick<Slots, 'what' | 'done' | 'do' | 'could'> {
  const active = PROMISE.exec(text)?.groups;
  if (active?.do !== undefined) {
    const sees = /^(?:make sure|ensure|see to it|see that) (?:that )?(.+)$/i.exec(active.do)?.[1];
    if (sees !== undefined) return passive(sees);
    return OWN_WORK.test(active.do) ? {} : ofVerb(active.do);
  }
  const done = passive(text);
  return done.what === undefined ? willDo(text) : done;
}

/** "I can confirm that Hob Lane will go back to Fridays" → could: Hob Lane can go back to Fridays. */
function willDo(text: string): Pick<Slots, 'could'> {
  const { lead = '', subject, does } = FUTURE.exec(text)?.groups ?? {};
  if (subject === undefined || does === undefined || /[,.;:?!]/.test(subject)) return {};
  if (lead === '' && !SETS_OFF.test(does)) return {};
  return { could: `${lowerFirst(subject)} can ${does}` };
}

function passive(text: string): Pick<Slots, 'what' | 'done' | 'do'> {
  const found = PASSIVE.exec(text)?.groups ?? {};
  const { what, tail = '' } = found;
  const done = found.done ?? found.granted;
  if (what === undefined || done === undefined || NOT_THINGS.test(what)) return {};
  if (NOT_DONE.test(done)) return {};
  return { what: lowerFirst(what), done: `${done}${tail}` };
}

/** Subjects of other sentences than promises about things. */
const NOT_THINGS =
  /^(?:I|we|you|he|she|they|it|there|this|that|what|who|which|if|when|as|should|were|had|thank\w*|please)\b|[,.;:?!]/i;
const NOT_DONE =
  /^(?:pleased|delighted|interested|concerned|worried|able|obliged|been|seen|even|often|then|when|hidden|open|broken|kind|sent)$/i;

/** "resurface the lane by May" → what: the lane, done: resurfaced by May. */
function ofVerb(phrase: string): Pick<Slots, 'what' | 'done' | 'do'> {
  const [, verb = '', rest = ''] = /^([a-z]+) (.+)$/i.exec(phrase) ?? [];
  if (verb === '' || rest === '') return { do: phrase };
  const cut = TAIL.exec(` ${rest}`)?.index ?? -1;
  const what = cut < 0 ? rest : rest.slice(0, Math.max(cut - 1, 0)).trim();
  const tail = cut < 0 ? '' : rest.slice(Math.max(cut - 1, 0));
  const plain = what !== '' && !PRONOUN.test(what) && !/,/.test(what) && !/\band\b/.test(tail);
  if (!plain || IDIOM.test(phrase)) return { do: phrase };
  return { do: phrase, what, done: `${participleOf(verb.toLowerCase())}${tail}` };
}

/** Set phrases: nobody foots a bill that is footed. */
const IDIOM = /^(?:foot|pick up|make good|give|stand|turn|take) /i;

function lowerFirst(text: string): string {
  return /^(?:The|A|An|Work|Works|All|Your|Our|My|That|This|These|Those|Any|Every|Each|No|Both|His|Her|Their)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
