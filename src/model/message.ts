/** Names a text of one message: what `start` and `end` of evidence count in. */
export type PartId = 'body' | 'subject' | `attachment:${string}` | `header:${string}`;

/** A mailbox as a header shows it. `address` is lower-cased and may be empty when unreadable. */
export interface Address {
  readonly name: string;
  readonly address: string;
}

/** One header line: lower-cased name, unfolded and decoded value, in the order of the message. */
export interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

/** What is broken in, or was cut from, a message. Broken mail is described, never thrown. */
export interface Defect {
  /** Kebab-case name of the kind, e.g. `missing-final-boundary`, `cap-html-bytes`. */
  readonly code: string;
  /** One sentence for a reader: what, where, and what was done about it. */
  readonly message: string;
}

/** The headers of a message that was embedded whole (message/rfc822, an attached .eml). */
export interface EmbeddedHeaders {
  readonly messageId: string;
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly sentAt: string;
  readonly subject: string;
}

/**
 * One text of a message. Offsets everywhere count UTF-16 units of `text`, in which line ends are
 * `\n`. Nested parts are numbered by their way: `attachment:2.1` is the first part of attachment 2.
 */
export interface Part {
  readonly id: PartId;
  readonly contentType: string;
  /** File name as the message gives it; empty when none. */
  readonly name: string;
  readonly text: string;
  /** Set on the text of an embedded message: who wrote it, to whom, when. */
  readonly embedded?: EmbeddedHeaders;
}

/** One recipient line of a journal report (MS-XJRNL 2.1). `recipient`: addressing unknown, never Bcc. */
export interface JournalRecipient {
  readonly kind: 'to' | 'cc' | 'bcc' | 'recipient';
  readonly address: string;
  /** The distribution list this recipient was expanded from; empty when none. */
  readonly expandedFrom: string;
  /** The original recipient who forwarded it by rule; empty when none. */
  readonly forwardedFrom: string;
}

/** What a journal report says about the envelope of the message it carries. */
export interface JournalEnvelope {
  readonly sender: string;
  readonly onBehalfOf: string;
  readonly recipients: readonly JournalRecipient[];
}

/** An email or a letter, parsed. Plain data: it crosses processes as JSON. */
export interface Message {
  readonly medium: 'email' | 'letter';
  /** Message-ID without angle brackets; empty when missing. */
  readonly messageId: string;
  readonly from: readonly Address[];
  readonly sender: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  /** ISO 8601 with the sender's own offset kept (`2024-03-05T22:14:00+00:00`); empty when unreadable or missing. */
  readonly sentAt: string;
  /** Message-IDs without brackets, oldest first. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly headers: readonly HeaderLine[];
  /** The body first (always there, perhaps empty), then attachments in order. */
  readonly parts: readonly Part[];
  readonly journal?: JournalEnvelope;
  readonly defects: readonly Defect[];
}
