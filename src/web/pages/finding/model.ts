import { DETECTORS } from '../../../detectors/detectors.js';
import { THREAD_DETECTORS } from '../../../detectors/thread-detectors.js';
import type { Verdict } from '../../../model/finding.js';
import type { DocumentRecord } from '../../../model/job.js';
import type { PatternMeta } from '../../../model/pattern.js';
import type { Catalogue } from '../../../patterns/catalogue.js';
import type { Shown } from '../../../pipeline/message-desk.js';
import type { QueueRow, Reviewer, ReviewItem } from '../../../store/review/store.js';
import {
  DECISION_HINTS,
  DECISION_NAMES,
  DISMISSAL_NAMES,
  STATE_NAMES,
} from '../../finding-words.js';
import type { Names } from '../../names.js';
import { capitalised, words } from '../../words.js';
import { rowModel } from '../queue/model.js';
import { messageModel } from './message-model.js';

export interface FindingPage {
  readonly item: ReviewItem;
  readonly shown: Shown;
  readonly thread: readonly DocumentRecord[];
  readonly sameDocument: readonly QueueRow[];
  readonly between: readonly QueueRow[];
  readonly alike: readonly QueueRow[];
  readonly reviewers: readonly Reviewer[];
  readonly catalogue: Catalogue;
  readonly names: Names;
  readonly me: string;
  readonly hindrance: string;
  /** Where the reader came from: the queue's address, and the place in it. */
  readonly view: string;
  readonly at: number;
  readonly previous: string;
  readonly next: string;
  readonly decide: string;
  readonly problem: string;
}

/** What the finding's view shows. */
export function findingModel(page: FindingPage) {
  const { item, names, me, catalogue } = page;
  const { finding } = item;
  const row = (it: QueueRow) => rowModel(it, names, me, page.view, page.at);
  const meta = metaOf(catalogue, item.pattern);
  const { evidence } = finding;
  const place = { caseId: item.caseId, documentId: item.document.id, evidence };
  const shown = page.shown.kind === 'opened' ? page.shown.message : null;
  const nameOf = (address: string): string =>
    shown?.people.find((it) => it.address === address)?.name ?? '';
  return {
    title: `${capitalised(words(item.category))}: ${names.text(item.subject) || '(no subject)'}`,
    problem: page.problem,
    item: row(item),
    patternTitle: meta?.title ?? capitalised(words(item.pattern.split('/')[1] ?? item.pattern)),
    caseName: item.caseName,
    evidence: evidence.map((it, n) => ({
      number: n + 1,
      quote: names.text(it.quote),
      author: it.author === '' ? '' : names.person(it.author, nameOf(it.author)),
      where: partName(it.part),
    })),
    explanation: names.text(finding.explanation),
    speaksFor: finding.because.filter((it) => !isAgainst(it)).map(names.text),
    speaksAgainst: finding.because.filter(isAgainst).map(names.text),
    clauses: finding.clauses.map((clause) => ({ ...clause, says: saysOf(catalogue, clause) })),
    harmless: meta?.falsePositives ?? [],
    advice: names.text(finding.advice),
    message: shown === null ? null : messageModel(shown, place, names),
    unread: page.shown.kind === 'unread' ? page.shown.reason : '',
    thread: threadModel(page.thread, item, names),
    sameDocument: page.sameDocument.map(row),
    between: page.between.map(row),
    alike: page.alike.map(row),
    sightings: finding.sightings,
    verdicts: item.verdicts.map((it) => ({ ...it, ...verdictWords(it) })).reverse(),
    conflicts: item.conflicts,
    hindrance: page.hindrance,
    form: formModel(page),
    labels: names.labels(),
    view: page.view,
    at: page.at,
    back: `/${page.view === '' ? '' : `?${page.view}`}`,
    previous: page.previous,
    next: page.next,
  };
}

function metaOf(catalogue: Catalogue, id: string): PatternMeta | undefined {
  const detectors = [...DETECTORS, ...THREAD_DETECTORS].map(({ meta }) => meta);
  return [...catalogue.patterns, ...detectors].find((it) => it.id === id);
}

/** The engine's own words say which way each sign pulled. */
const isAgainst = (because: string): boolean => because.startsWith('lowered:');

function saysOf(catalogue: Catalogue, clause: { protocol: string; ref: string }): string {
  const protocol = [...catalogue.protocols.values()].find((it) => it.short === clause.protocol);
  return protocol?.clauses.find((it) => it.ref === clause.ref)?.says ?? '';
}

/** `attachment:2` → `attachment 2` */
const partName = (part: string): string =>
  part === 'body' ? 'the message' : part.replace(':', ' ');

function threadModel(thread: readonly DocumentRecord[], item: ReviewItem, names: Names) {
  return thread.map((it) => ({
    isThis: it.id === item.document.id,
    from: names.person(it.from, it.fromName),
    sentAt: it.sentAt,
    subject: names.text(it.subject) || '(no subject)',
    href: `/messages/${item.caseId}/${it.id}`,
  }));
}

const verdictWords = ({ decision, dismissal }: Verdict) => ({
  decisionText: DECISION_NAMES[decision],
  dismissalText: dismissal === undefined ? '' : DISMISSAL_NAMES[dismissal],
});

const KEYS: Readonly<Partial<Record<Verdict['decision'], string>>> = {
  confirm: 'c',
  dismiss: 'd',
  escalate: 'e',
  note: 'n',
};

function formModel({ item, decide, reviewers, me }: FindingPage) {
  const decisions = (Object.keys(DECISION_NAMES) as Verdict['decision'][]).filter(
    (it) => it !== 'reopen' || item.state !== 'waiting',
  );
  return {
    decisions: decisions.map((value) => ({
      value,
      text: DECISION_NAMES[value],
      hint: DECISION_HINTS[value],
      key: KEYS[value] ?? '',
      checked: value === decide,
    })),
    dismissals: Object.entries(DISMISSAL_NAMES).map(([value, text]) => ({ value, text })),
    reviewers: reviewers.filter(({ id }) => id !== me),
    assignee: item.assignee,
    isMine: item.assignee === me,
    stateText: STATE_NAMES[item.state],
  };
}
