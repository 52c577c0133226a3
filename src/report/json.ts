import type { Finding } from '../model/finding.js';
import { safeJson } from './plain-text.js';

/** One object with the list `findings`, written as it comes. */
export async function* renderJson(findings: AsyncIterable<Finding>): AsyncGenerator<string> {
  yield '{"findings":[';
  let separator = '\n';
  for await (const finding of findings) {
    yield separator + safeJson(finding);
    separator = ',\n';
  }
  yield '\n]}\n';
}
