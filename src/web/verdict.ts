import type { Verdict } from '../model/finding.js';
import type { FindingRef, ReviewItem } from '../store/review/store.js';
import type { Desk } from './desk.js';
import { notFound, PageError } from './errors.js';
import { OFFICERS } from './roles.js';
import type { Visit } from './visit.js';

export type Decision = Pick<Verdict, 'decision' | 'reason' | 'dismissal' | 'addressee'>;

/** The finding as this visitor may see it, or a page that says there is none. */
export async function itemFor(desk: Desk, visit: Visit, ref: FindingRef): Promise<ReviewItem> {
  const item = await desk.store.review.item(visit.asker, ref);
  if (item === undefined) throw notFound('finding');
  return item;
}

/** Why this visitor cannot decide on it now; empty when they can. */
export function hindrance(visit: Visit, { assignee }: Pick<ReviewItem, 'assignee'>): string {
  if (assignee === '' || assignee === visit.visitor.id || visit.may(OFFICERS)) return '';
  return `${assignee} is working on it.`;
}

/** Appends a verdict; escalating or asking somebody also gives the finding to them. */
export async function giveVerdict(
  desk: Desk,
  visit: Visit,
  ref: FindingRef,
  decision: Decision,
): Promise<void> {
  const item = await itemFor(desk, visit, ref);
  const why = hindrance(visit, item);
  if (why !== '' && decision.decision !== 'note') throw new PageError(409, why);
  assertWhole(decision);
  const at = desk.now().toISOString();
  const by = visit.visitor.id;
  await desk.store.addVerdict({ findingId: ref.id, reviewer: by, at, ...decision }, ref.caseId);
  if (decision.addressee !== undefined) {
    const change = { assignee: decision.addressee, by, at, expected: item.assignee };
    await desk.store.review.assign(ref, change);
  }
}

function assertWhole({ decision, dismissal, addressee, reason }: Decision): void {
  if (decision === 'dismiss' && dismissal === undefined) {
    throw new PageError(400, 'Say why the finding is dismissed: choose one of the grounds.');
  }
  if (decision === 'escalate' && addressee === undefined) {
    throw new PageError(400, 'Say to whom the finding is escalated.');
  }
  if (decision === 'note' && reason === '') throw new PageError(400, 'Write the note first.');
}

export interface Given {
  readonly done: number;
  /** One sentence for each finding that could not be decided. */
  readonly refused: readonly string[];
}

/** One decision on several findings, for one reason. What others work on is left alone and named. */
export async function giveVerdicts(
  desk: Desk,
  visit: Visit,
  refs: readonly FindingRef[],
  decision: Decision,
): Promise<Given> {
  assertWhole(decision);
  let done = 0;
  const refused: string[] = [];
  for (const ref of refs) {
    try {
      await giveVerdict(desk, visit, ref, decision);
      done += 1;
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      refused.push(error.message);
    }
  }
  return { done, refused: [...new Set(refused)] };
}
