import { z } from 'zod';

/** A model on a server that the council runs, asked for a second opinion. */
export interface SecondReaderSettings {
  /** Address of its chat completions. */
  readonly url: string;
  /** Name of the model on that server; empty where the server has only one. */
  readonly model: string;
  /** Sent as a bearer token; empty for none. */
  readonly key: string;
  /** Most questions a scan may ask, and most characters it may send. */
  readonly requests: number;
  readonly characters: number;
}

/** What the model is asked to answer with, and all that is taken from its answer. */
export const opinionSchema = z.object({
  engages: z.enum(['yes', 'no', 'unsure']),
  sureness: z.number().min(0).max(1),
  note: z.string().max(2_000).default(''),
});
export type Opinion = z.infer<typeof opinionSchema>;

/** How a question ended; `sent` when nothing came of it, as when the scan was killed. */
export type Outcome = 'sent' | 'answered' | 'timed-out' | 'refused' | 'unusable';

/** One question: whatever left the process, and what became of it. */
export interface Exchange {
  readonly caseId: string;
  readonly scanId: string;
  readonly at: string;
  /** Address without any query, and model. */
  readonly server: string;
  readonly model: string;
  readonly documentId: string;
  /** Empty when the question was about an unflagged message. */
  readonly findingId: string;
  /** The text sent, to the letter. */
  readonly sent: string;
  readonly outcome: Outcome;
  /** With `answered`. */
  readonly opinion: Opinion | null;
}
