/** Lines by which mail programs announce what follows. */
export type Marker = 'original' | 'forwarded' | 'end';

const ORIGINAL = ['original message', 'original appointment', 'neges wreiddiol', 'reply message'];
const FORWARDED = [
  'forwarded message',
  'forwarded by',
  'forwarded email',
  'start of forwarded message',
  'begin forwarded message',
  'neges a anfonwyd ymlaen',
  "neges wedi'i hanfon ymlaen",
  'neges wedi’i hanfon ymlaen',
  "dechrau'r neges a anfonwyd ymlaen",
  'dechrau’r neges a anfonwyd ymlaen',
];
const END = ['end forwarded message', 'end of forwarded message', 'end of original message'];

/** Longest marker line: Notes adds who forwarded it and when. */
const MAX_MARKER = 160;

/** The kind of marker a line is; null for ordinary text. `line` is without `>` marks and outer blanks. */
export function readMarker(line: string): Marker | null {
  if (line.length < 12 || line.length > MAX_MARKER) return null;
  const bare = line.replace(/^[-=_*#\s]+/, '').replace(/[-=_*#:\s]+$/, '');
  const ruled = /^[-=_*#]{2}/.test(line);
  const lower = bare.toLowerCase();
  if (END.includes(lower)) return ruled ? 'end' : null;
  if (ORIGINAL.includes(lower)) return ruled ? 'original' : null;
  const forwarded = FORWARDED.find((phrase) => lower.startsWith(phrase));
  if (forwarded === undefined) return null;
  const colon = line.endsWith(':') && lower.length === forwarded.length;
  return ruled || colon ? 'forwarded' : null;
}

/** A line drawn across the page: eight or more of the same sign. */
export function isRule(line: string): boolean {
  if (line.length < 8) return false;
  const sign = line.charAt(0);
  if (!'_-=*~—–'.includes(sign)) return false;
  for (let at = 1; at < line.length; at += 1) if (line.charAt(at) !== sign) return false;
  return true;
}

/** What the first prefix of a subject says was done: answered, forwarded, or nothing. */
export type SubjectAct = 'reply' | 'forward' | 'none';

const REPLY = /^\s*(?:re|ateb|atb|sv|aw|antw)(?:\[\d{1,3}\])?\s*:/i;
const FORWARD = /^\s*(?:fwd?|yml|ymlaen|wg|tr)(?:\[\d{1,3}\])?\s*:/i;

/** English (Re, Fw, Fwd), Welsh (ATB, YML) and the neighbours' prefixes. */
export function subjectAct(subject: string): SubjectAct {
  const head = subject.slice(0, 40);
  if (FORWARD.test(head)) return 'forward';
  return REPLY.test(head) ? 'reply' : 'none';
}

/** The subject as it stood one step earlier: without its first prefix. */
export function subjectBefore(subject: string): string {
  return subject.replace(REPLY.test(subject.slice(0, 40)) ? REPLY : FORWARD, '').trimStart();
}
