import type { CheckedFinding, CheckReport } from '../../../model/check.js';

/** A stretch of the letter: plain, or words that a finding is about. */
export interface Piece {
  readonly text: string;
  /** Numbers of the findings, from 1; none for plain text. */
  readonly findings: readonly number[];
  /** The most serious of them. */
  readonly severity: string;
  /** Set on the first piece of a finding: the place its number is linked from. */
  readonly anchors: readonly number[];
}

/** A finding as the page shows it. */
export interface ShownFinding {
  readonly number: number;
  readonly title: string;
  readonly why: string;
  readonly severity: string;
  readonly engages: readonly string[];
  readonly advice: string;
  readonly pattern: string;
  /** Words outside the letter's body (a header), shown with the finding. */
  readonly elsewhere: string;
  readonly suggestions: CheckedFinding['suggestions'];
  readonly before: readonly string[];
  readonly because: readonly string[];
  readonly harmlessWhen: readonly string[];
}

const WEIGHT: Readonly<Record<string, number>> = { high: 3, medium: 2, low: 1 };

/** Cuts a letter at the words of its findings; overlapping ones make pieces that name several. */
export function piecesOf(text: string, findings: readonly CheckedFinding[]): Piece[] {
  const ranges = findings.flatMap(({ evidence }, i) =>
    evidence
      .filter(({ part, end, start }) => part === 'body' && end > start)
      .map(({ start, end }) => ({ start, end: Math.min(end, text.length), number: i + 1 })),
  );
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])];
  cuts.sort((a, b) => a - b);
  const anchored = new Set<number>();
  return cuts.slice(0, -1).map((start, i): Piece => {
    const over = ranges.filter((range) => range.start <= start && range.end > start);
    const numbers = [...new Set(over.map(({ number }) => number))];
    const anchors = numbers.filter((number) => !anchored.has(number));
    for (const number of anchors) anchored.add(number);
    const severities = numbers.map((number) => findings[number - 1]!.severity);
    const severity = severities.sort((a, b) => (WEIGHT[b] ?? 0) - (WEIGHT[a] ?? 0))[0] ?? '';
    return { text: text.slice(start, cuts[i + 1]), findings: numbers, severity, anchors };
  });
}

/** Findings in the words of the page. */
export function shownFindings({ findings }: CheckReport): ShownFinding[] {
  return findings.map((finding, i) => {
    const [title = '', ...rest] = finding.explanation.split(/\.\s+/);
    const [evidence] = finding.evidence;
    const inBody = evidence?.part === 'body';
    return {
      number: i + 1,
      title,
      why: rest.join('. ').replace(/\s*It may engage [^\n]*$/, ''),
      severity: finding.severity,
      engages: finding.clauses.map(({ protocol, ref, title: of }) => `${protocol} ¶${ref} ${of}`),
      advice: finding.advice,
      pattern: finding.pattern,
      elsewhere: inBody ? '' : `${evidence?.part.replace('header:', '')}: ${evidence?.quote}`,
      suggestions: finding.suggestions,
      before: [...new Set(finding.suggestions.map((s) => s.first).filter((text) => text !== ''))],
      because: finding.because,
      harmlessWhen: finding.harmlessWhen,
    };
  });
}
