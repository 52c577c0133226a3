import type { Finding } from '../../model/finding.js';
import type { Opined } from '../../store/second-reader/store.js';

/** How far an opinion moves a confidence at most. */
const MOST_SHIFT = 0.1;
/** What people are shown unless they ask for more: an opinion takes no finding out of their sight. */
const SHOWN_FROM = 0.5;
/** Nothing is certain by a model's word. */
const CEILING = 0.99;
const NOTE_CHARACTERS = 300;

/** Words that decide about people: an opinion that uses them is told without its note. */
const VERDICT = /\b(?:breach|violat|guilt|misconduct|illegal|unlawful|offence)/i;

const SAYS = {
  yes: 'it may engage the paragraphs cited',
  no: 'it sees nothing that engages them',
  unsure: 'it is not sure',
} as const;

/** As other reasons begin: the desk sorts by it what spoke for a finding and what against. */
const SPOKE = { yes: 'raised', no: 'lowered', unsure: 'noted' } as const;

const LEAD = 'second reader';
const TOLD = new RegExp(`^(?:${Object.values(SPOKE).join('|')}): ${LEAD}`);

/**
 * A finding with a second opinion told among its reasons, its confidence moved by `MOST_SHIFT` at
 * most. A finding that tells one already stays as it is.
 */
export function tellOpinion(finding: Finding, { opinion, model }: Opined): Finding {
  if (finding.because.some((reason) => TOLD.test(reason))) return finding;
  const { engages, sureness } = opinion;
  const direction = engages === 'yes' ? 1 : engages === 'no' ? -1 : 0;
  const moved = finding.confidence + direction * sureness * MOST_SHIFT;
  const least = Math.min(finding.confidence, SHOWN_FROM);
  const most = Math.max(finding.confidence, CEILING);
  const confidence = Math.round(Math.min(Math.max(moved, least), most) * 100) / 100;
  const who = model === '' ? LEAD : `${LEAD} (${model})`;
  const reason = `${SPOKE[engages]}: ${who}: ${SAYS[engages]}${noteOf(opinion.note)}`;
  return { ...finding, confidence, because: [...finding.because, reason] };
}

/** The model's own words, quoted: they may hold whatever the mail made it say. */
export function noteOf(note: string): string {
  const plain = note.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (plain === '' || VERDICT.test(plain)) return '';
  const cut = plain.length > NOTE_CHARACTERS ? `${plain.slice(0, NOTE_CHARACTERS)}…` : plain;
  return `: “${cut}”`;
}
