import { z } from 'zod';
import {
  type Opinion,
  type Outcome,
  opinionSchema,
  type SecondReaderSettings,
} from '../../model/second-reader.js';

/** A local model on a processor takes seconds; one that takes longer holds the scan up. */
const TIME_LIMIT_MS = 30_000;
/** An opinion has some hundred characters; a server that sends more is not read further. */
const ANSWER_BYTES = 65_536;
const ANSWER_TOKENS = 300;

const completionSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

export interface Asked {
  readonly outcome: Outcome;
  readonly opinion: Opinion | null;
}

/** The body of a request: all that leaves this process besides the key. */
export function bodyOf(system: string, user: string, { model }: SecondReaderSettings): string {
  return JSON.stringify({
    ...(model === '' ? {} : { model }),
    temperature: 0,
    max_tokens: ANSWER_TOKENS,
    response_format: { type: 'json_object' },
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
  });
}

/**
 * Sends one question. Whatever the server does (slow, wrong, huge, gone) is an outcome, never an error.
 *
 * @param timeLimitMs for the whole answer
 */
export async function ask(
  body: string,
  { url, key }: SecondReaderSettings,
  signal: AbortSignal,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<Asked> {
  const limit = AbortSignal.timeout(timeLimitMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      // Mail and key are for this server, not for wherever it points to.
      redirect: 'error',
      signal: AbortSignal.any([signal, limit]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { outcome: 'refused', opinion: null };
    }
    const opinion = opinionIn(await textOf(response));
    return opinion === null ? UNUSABLE : { outcome: 'answered', opinion };
  } catch {
    return { outcome: limit.aborted ? 'timed-out' : 'refused', opinion: null };
  }
}

const UNUSABLE: Asked = { outcome: 'unusable', opinion: null };

/** Empty when it is too long: half an answer is none. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  if (response.body === null) return text;
  // Leaving the loop early closes the connection.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) return '';
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Models wrap their JSON in words and fences: the outermost braces are taken. */
function opinionIn(text: string): Opinion | null {
  const completion = completionSchema.safeParse(parse(text));
  if (!completion.success) return null;
  const { content } = completion.data.choices[0]!.message;
  const inner = content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1);
  return opinionSchema.safeParse(parse(inner)).data ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
