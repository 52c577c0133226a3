import { z } from 'zod';
import { findingSchema } from './finding.js';
import { readerChangesSchema } from './reader.js';

/**
 * Where one message lies. Small enough that a hundred of them fit a job; the bytes are read by
 * whoever analyses, unless the batch carries them.
 */
export const documentRefSchema = z.strictObject({
  /** 24 hex digits: hash of `path` and the bytes. The same bytes at the same path are one document. */
  id: z.string(),
  /** What a reader sees: `samples/inbox.mbox`, `samples/letters.zip!/reply.docx`. */
  path: z.string(),
  /** File on disk that holds the bytes (for a zip member, its unpacked copy). */
  file: z.string(),
  /** Bytes from the start of `file`. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  format: z.enum([
    'eml',
    'mbox-message',
    'txt',
    'md',
    'html',
    'docx',
    'odt',
    'rtf',
    'pdf',
    'journal',
  ]),
  /** For `mbox-message`: how `>From ` lines are quoted, so that they can be restored. */
  fromQuoting: z.enum(['none', 'mboxo', 'mboxrd']).optional(),
  /** Position in the source, for a stable order of findings. */
  ordinal: z.int().nonnegative(),
  /** What cutting the source showed: a message that breaks off, a separator that had to be guessed. */
  defects: z.array(z.strictObject({ code: z.string(), message: z.string() })).optional(),
});
export type DocumentRef = z.infer<typeof documentRefSchema>;

/** Facts of one message that the thread pass and the ledger need; no text. */
export const documentRecordSchema = z.strictObject({
  id: z.string(),
  path: z.string(),
  ordinal: z.int().nonnegative(),
  messageId: z.string(),
  subject: z.string(),
  sentAt: z.string(),
  medium: z.enum(['email', 'letter']),
  from: z.string(),
  fromName: z.string(),
  fromRole: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  /** Message-IDs this one answers, newest last. */
  references: z.array(z.string()),
  /** Message-IDs found embedded, and addresses of authors quoted or forwarded. */
  embedded: z.array(z.string()),
  quotedAuthors: z.array(z.string()),
  /** Addresses the copy was delivered to by its trace headers. */
  deliveredTo: z.array(z.string()),
  /** Small facts for the thread detectors: `chase`, `deadline`, `criticism:address`, `late-hour`. */
  observations: z.array(z.string()),
  defects: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});
export type DocumentRecord = z.infer<typeof documentRecordSchema>;

/** What the analysis of one message gives. */
export const analysisSchema = z.strictObject({
  document: documentRecordSchema,
  findings: z.array(findingSchema),
});
export type Analysis = z.infer<typeof analysisSchema>;

/** What every message of a scan is judged by. Small, so each job carries it and workers need no store. */
export const analysisContextSchema = z.strictObject({
  /** Text of the roster CSV; empty when none was given. */
  roster: z.string(),
  /** Id of the protocol whose clauses findings cite. */
  protocol: z.string(),
  /** Hash of catalogue, roster and protocol; a worker with another catalogue refuses the job. */
  analysisKey: z.string(),
  /** Patterns the council has switched off. */
  off: z.array(z.string()).optional(),
  /** What the council's own verdicts changed in the learned reader. */
  reader: readerChangesSchema.optional(),
  /** Addresses (`rep@union.example`) and domains (`@union.example`) whose mail is not read. */
  exclusions: z.array(z.string()).optional(),
});
export type AnalysisContext = z.infer<typeof analysisContextSchema>;

/** One job of the queue `intake`: the sources of a scan. */
export const intakeJobSchema = z.strictObject({
  scanId: z.string(),
  caseId: z.string(),
  /** Names this run of the scan: the job of an earlier run, found again after a crash, does nothing. */
  ticket: z.string(),
  /** Absolute paths. */
  sources: z.array(z.string()),
  /** Size of the sources. */
  bytes: z.number().nonnegative(),
  context: analysisContextSchema,
});
export type IntakeJob = z.infer<typeof intakeJobSchema>;

/** One job of the queue `analysis`: 100–200 messages by reference. */
export const analysisJobSchema = z.strictObject({
  scanId: z.string(),
  batch: z.int().nonnegative(),
  refs: z.array(documentRefSchema),
  context: analysisContextSchema,
  /** Bytes of each ref, gzip then base64, when workers cannot see the files. */
  bytes: z.array(z.string()).optional(),
});
export type AnalysisJob = z.infer<typeof analysisJobSchema>;

/** One job of the queue `review`: what one batch gave. */
export const reviewJobSchema = z.strictObject({
  scanId: z.string(),
  batch: z.int().nonnegative(),
  analyses: z.array(analysisSchema),
  /** Documents of the batch whose bytes were gone or changed: not recorded, so a later scan reads them. */
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })).optional(),
  /** Messages of the batch that an exclusion list keeps from being read. */
  excluded: z.int().nonnegative().optional(),
  /** Milliseconds of CPU by stage, summed over the batch. */
  timings: z.record(z.string(), z.number()),
});
export type ReviewJob = z.infer<typeof reviewJobSchema>;
