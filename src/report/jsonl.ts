import type { Finding } from '../model/finding.js';
import { safeJson } from './plain-text.js';

/** One finding a line, in the shape of the model. */
export async function* renderJsonl(findings: AsyncIterable<Finding>): AsyncGenerator<string> {
  for await (const finding of findings) yield `${safeJson(finding)}\n`;
}
