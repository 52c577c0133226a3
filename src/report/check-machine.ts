import type { CheckedFinding, CheckReport } from '../model/check.js';
import type { Finding } from '../model/finding.js';
import { safeJson } from './plain-text.js';
import { type InFile, renderSarif } from './sarif.js';

/** One object a letter, a list of them. */
export function renderCheckJson(reports: readonly CheckReport[]): string {
  return `{"letters":[\n${reports.map((report) => safeJson(report)).join(',\n')}\n]}\n`;
}

/** One finding a line; a letter without findings has no line. */
export function renderCheckJsonl({ findings }: CheckReport): string {
  return findings.map((finding) => `${safeJson(finding)}\n`).join('');
}

/** SARIF 2.1.0 with lines and columns of the files, and the suggestions as fixes. */
export function renderCheckSarif(
  reports: readonly CheckReport[],
  version: string,
): AsyncIterable<string> {
  const findings = new Map<Finding, CheckedFinding>(
    reports.flatMap((report) => report.findings).map((finding) => [finding, finding]),
  );
  const inFile = (finding: Finding): InFile | undefined => {
    const checked = findings.get(finding);
    if (checked === undefined || checked.place.unit !== 'line') return undefined;
    return { region: regionOf(checked), fixes: fixesOf(checked) };
  };
  return renderSarif(inTurn([...findings.keys()]), { version, inFile });
}

async function* inTurn(findings: readonly Finding[]): AsyncGenerator<Finding> {
  yield* findings;
}

function regionOf({ place }: CheckedFinding): Readonly<Record<string, number>> {
  const { line, column, endLine, endColumn } = place;
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A fix is offered where one suggestion stands for the whole of the finding's words. */
function fixesOf(finding: CheckedFinding): unknown[] {
  const [evidence] = finding.evidence;
  const [only] = finding.suggestions;
  if (only === undefined || evidence === undefined || finding.suggestions.length > 1) return [];
  if (only.start !== evidence.start || only.end !== evidence.end) return [];
  return [
    {
      description: { text: only.first === '' ? 'Suggested wording' : only.first },
      artifactChanges: [
        {
          artifactLocation: { uri: encodeURI(finding.document.path) },
          replacements: [
            { deletedRegion: regionOf(finding), insertedContent: { text: only.write } },
          ],
        },
      ],
    },
  ];
}
