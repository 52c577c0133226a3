import type { Finding } from '../../src/model/finding.js';

/** A finding of an invented council, changed where a test needs it. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: '0123456789abcdef01234567',
    document: {
      id: 'd'.repeat(24),
      path: 'samples/inbox.mbox',
      messageId: 'm1@ashfordvale.example',
      subject: 'Mill Lane application',
      sentAt: '2024-03-05T22:14:00+00:00',
      author: 'cllr.marsh@ashfordvale.example',
      role: 'member',
      to: ['raj.patel@ashfordvale.example'],
    },
    category: 'bullying-pressure',
    pattern: 'bullying-pressure/deadline-threat',
    layer: 'language',
    severity: 'high',
    confidence: 0.82,
    evidence: [
      {
        part: 'body',
        start: 10,
        end: 53,
        quote: 'I expect the report rewritten by five today',
        author: 'cllr.marsh@ashfordvale.example',
      },
    ],
    because: ['a deadline of hours'],
    clauses: [{ protocol: 'model', ref: '8', title: 'Pressure on officers' }],
    explanation: 'A deadline with a threat may engage clause 8.',
    advice: 'Ask the head of service for a date.',
    sightings: [],
    ...changes,
  };
}

/** The findings as a stream, as the store gives them. */
export async function* stream(...findings: readonly Finding[]): AsyncGenerator<Finding> {
  yield* findings;
}

/** All chunks as one text. */
export async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
