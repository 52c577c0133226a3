import type { CheckedFinding, CheckReport } from '../model/check.js';
import { plainText } from './plain-text.js';

const LEVEL = { high: 'error', medium: 'warning', low: 'notice' } as const;

/** GitHub's workflow commands: an annotation a finding, at its lines where the file has lines. */
export function renderCheckGithub({ findings }: CheckReport): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command({
  severity,
  document,
  place,
  explanation,
  suggestions,
  pattern,
}: CheckedFinding): string {
  const lines =
    place.unit === 'line'
      ? { line: place.line, endLine: place.endLine, col: place.column, endColumn: place.endColumn }
      : {};
  const properties = { file: document.path, ...lines, title: pattern };
  const named = Object.entries(properties).map(
    ([key, value]) => `${key}=${property(String(value))}`,
  );
  const where = place.unit === 'paragraph' ? `Paragraph ${place.line}. ` : '';
  const instead = suggestions.map((s) =>
    s.write === '' ? ' Instead: leave the sentence out.' : ` Instead: “${s.write}”`,
  );
  return `::${LEVEL[severity]} ${named.join(',')}::${data(`${where}${explanation}${instead.join('')}`)}`;
}

/** As the runner's own toolkit escapes them. */
const data = (text: string): string =>
  plainText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
