import type { CheckReport } from '../../model/check.js';
import { AuthorError } from '../../model/errors.js';
import { createChecker, isReport } from '../check.js';
import { annotate } from './annotate.js';

/** One draft for a child to check. */
export interface CheckOrder {
  readonly want: 'report' | 'annotated';
  readonly path: string;
  /** The file, base64. */
  readonly bytes: string;
  readonly author: string;
  readonly audience: readonly string[];
  /** ISO date. */
  readonly today: string;
}

export type CheckAnswer =
  | { readonly kind: 'report'; readonly report: CheckReport; readonly text: string }
  /** A Word document, base64; empty when the draft cannot be rewritten without loss. */
  | { readonly kind: 'annotated'; readonly docx: string }
  /** Completes "The letter …". */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Findings less sure than this are not shown to a letter's writer. */
const MIN_CONFIDENCE = 0.5;

/** The work of a check child: a draft → what may engage the protocol in it. Nothing is kept of it. */
export async function createCheckServant(): Promise<(order: CheckOrder) => Promise<CheckAnswer>> {
  const checker = await createChecker({
    roster: { path: '', text: '' },
    protocol: 'protocol-2007',
    lists: new Map(),
    minConfidence: MIN_CONFIDENCE,
  });
  return async ({ want, bytes, ...draft }) => {
    const content = Buffer.from(bytes, 'base64');
    try {
      const report = await checker.check({ ...draft, bytes: content, suppressions: [] });
      if (!isReport(report)) return { kind: 'unreadable', reason: report.reason };
      if (want === 'report') return { kind: 'report', report, text: await textOf(content, report) };
      const docx = await annotate(content, report);
      return { kind: 'annotated', docx: docx === null ? '' : Buffer.from(docx).toString('base64') };
    } catch (error) {
      if (error instanceof AuthorError) {
        return { kind: 'unreadable', reason: `cannot be checked: ${error.mistakes[0]?.message}` };
      }
      throw error;
    }
  };
}

async function textOf(bytes: Uint8Array, report: CheckReport): Promise<string> {
  const { readMessage } = await import('../../formats/read-message.js');
  const format = report.format as Parameters<typeof readMessage>[1];
  const message = await readMessage(bytes, format, { name: report.path });
  return message.parts[0]?.text ?? '';
}
