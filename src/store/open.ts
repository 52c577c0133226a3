import type { Access } from './access.js';
import { appendAudit, auditIntact, auditLog } from './audit.js';
import { addBatch, failBatch, owed } from './batches.js';
import { ensureCase } from './cases.js';
import { connect } from './connect.js';
import { findingsOf } from './findings.js';
import { beginIntake, closeIntake, intakeOf, noteIntake, openIntake } from './intakes.js';
import { ledgerOf } from './ledger.js';
import { noteSeen, unrecorded } from './members.js';
import { oversightOn } from './oversight/open.js';
import { purgeCase } from './purge.js';
import { record, recordThreadFindings } from './record.js';
import { reportReads } from './reporting/queries.js';
import { reviewStoreOn } from './review/open.js';
import * as scans from './scans.js';
import { secondReaderOn } from './second-reader/open.js';
import type { Store } from './store.js';
import { addVerdict, verdictsOn } from './verdicts.js';

export type * from './store.js';

export interface StoreOptions {
  /** File (made with its folder where missing) or `:memory:`. */
  readonly path: string;
  /** Encrypts the file (AES-256); unset or empty: plain. Without effect in memory. */
  readonly key?: string | undefined;
  /** The clock, as ISO 8601; the system's unless given. */
  readonly now?: (() => string) | undefined;
}

/** Opens the store; see `connect` for what is refused. Several processes may have one open. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const access = await connect(options.path, options.key);
  return storeOn(access, options.now ?? (() => new Date().toISOString()));
}

/** The store over an open connection. */
export function storeOn(access: Access, now: () => string): Store {
  return {
    reporting: reportReads(access),
    ensureCase: (wanted) => ensureCase(access, now, wanted),
    startScan: (caseId, settings) => scans.startScan(access, now, caseId, settings),
    openIntake: (scanId, ticket) => openIntake(access, scanId, ticket),
    beginIntake: (scanId, ticket) => beginIntake(access, scanId, ticket),
    noteIntake: (scanId, lease, counts) => noteIntake(access, scanId, lease, counts),
    closeIntake: (scanId) => closeIntake(access, scanId),
    intake: (scanId) => intakeOf(access, scanId),
    addBatch: (scanId, refs, lease) => addBatch(access, scanId, refs, lease),
    noteSeen: (scanId, refs) => noteSeen(access, scanId, refs),
    unrecorded: (caseId, key, ids) => unrecorded(access, caseId, key, ids),
    intakeDone: (scanId) => scans.intakeDone(access, scanId),
    record: (job) => record(access, job),
    failBatch: (scanId, batch, reason) => failBatch(access, scanId, batch, reason),
    owed: (scanId) => owed(access, scanId),
    progress: (scanId) => scans.progress(access, scanId),
    noteUnread: (scanId, source) => scans.noteUnread(access, scanId, source),
    unread: (scanId) => scans.unread(access, scanId),
    findings: (scanId, filter) => findingsOf(access, scanId, filter),
    ledger: (caseId) => ledgerOf(access, caseId),
    recordThreadFindings: (scanId, found) => recordThreadFindings(access, scanId, found),
    finishScan: (scanId, state) => scans.finishScan(access, now, scanId, state),
    scans: (caseId) => scans.scansOf(access, caseId),
    defects: (scanId) => scans.defects(access, scanId),
    addVerdict: (verdict, caseId) => addVerdict(access, verdict, caseId),
    verdicts: (findingId, caseId) => verdictsOn(access, findingId, caseId),
    audit: (entry) => access.write((tx) => appendAudit(tx, entry)),
    auditLog: () => auditLog(access),
    auditIntact: () => auditIntact(access),
    purgeCase: (caseId, who, at) => purgeCase(access, caseId, who, at),
    oversight: oversightOn(access),
    review: reviewStoreOn(access),
    secondReader: secondReaderOn(access),
    close: () => access.close(),
  };
}
