import type { Severity } from '../model/category.js';
import type { Clause, Evidence, Finding } from '../model/finding.js';
import { safeJson, wellFormed } from './plain-text.js';

export interface SarifOptions {
  /** Version of Probity. */
  readonly version: string;
  /** Lines of the file itself and changes to it, where the findings are those of a draft. */
  readonly inFile?: (finding: Finding) => InFile | undefined;
}

/** What SARIF says of a finding whose place in the file is known. */
export interface InFile {
  readonly region: Readonly<Record<string, unknown>>;
  readonly fixes: readonly unknown[];
}

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF knows no severity of a result but its level. */
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** A path as a URI reference: absolute ones as `file:`, a colon never taken for a scheme. */
function toUri(path: string): string {
  const slashed = wellFormed(path).replaceAll('\\', '/');
  const isDrive = /^[A-Za-z]:\//.test(slashed);
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (isDrive) return `file:///${encoded.replace('%3A', ':')}`;
  return slashed.startsWith('/') ? `file:///${encoded.replace(/^\/+/, '')}` : encoded;
}

/** Where the words stand. Offsets count in the text of the part named, not in the raw file. */
function toLocation(path: string, evidence: Evidence, region?: InFile['region']): unknown {
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(path) },
      region: {
        ...(region ?? {
          charOffset: evidence.start,
          charLength: evidence.end - evidence.start,
        }),
        snippet: { text: evidence.quote },
      },
    },
    logicalLocations: [{ name: evidence.part, kind: 'member' }],
    properties: { author: evidence.author },
  };
}

interface Rule {
  readonly index: number;
  readonly rule: unknown;
}

function clauseNames(clauses: readonly Clause[]): string[] {
  return clauses.map(({ protocol, ref, title }) => `${protocol} cl. ${ref} ${title}`.trim());
}

function toRule(finding: Finding): unknown {
  const { pattern, explanation, advice, severity, category, layer } = finding;
  return {
    id: pattern,
    shortDescription: { text: explanation },
    ...(advice === '' ? {} : { help: { text: advice } }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { category, layer, clauses: clauseNames(finding.clauses) },
  };
}

function toResult(finding: Finding, ruleIndex: number, inFile?: InFile): unknown {
  const { document, evidence, sightings } = finding;
  return {
    ruleId: finding.pattern,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: finding.explanation },
    locations: evidence.slice(0, 1).map((each) => toLocation(document.path, each, inFile?.region)),
    ...(inFile === undefined || inFile.fixes.length === 0 ? {} : { fixes: inFile.fixes }),
    relatedLocations: [
      ...evidence.slice(1).map((each) => toLocation(document.path, each)),
      ...sightings.map((path) => ({
        physicalLocation: { artifactLocation: { uri: toUri(path) } },
      })),
    ],
    partialFingerprints: { 'findingId/v1': finding.id },
    rank: Math.round(finding.confidence * 100),
    properties: {
      document,
      category: finding.category,
      confidence: finding.confidence,
      because: finding.because,
      clauses: finding.clauses,
    },
  };
}

/**
 * SARIF 2.1.0 (OASIS): the rule is the pattern, the level the severity, the fingerprint the
 * finding's id. The tool with its rules comes last, since only then all of them are known; of the
 * findings nothing is kept.
 */
export async function* renderSarif(
  findings: AsyncIterable<Finding>,
  options: SarifOptions,
): AsyncGenerator<string> {
  const rules = new Map<string, Rule>();
  yield `{"$schema":${safeJson(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`;
  let separator = '\n';
  for await (const finding of findings) {
    const known = rules.get(finding.pattern) ?? { index: rules.size, rule: toRule(finding) };
    rules.set(finding.pattern, known);
    yield separator + safeJson(toResult(finding, known.index, options.inFile?.(finding)));
    separator = ',\n';
  }
  const driver = {
    name: 'Probity',
    version: options.version,
    rules: [...rules.values()].map(({ rule }) => rule),
  };
  yield `\n],"tool":${safeJson({ driver })}}]}\n`;
}
