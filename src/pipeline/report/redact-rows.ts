import type { Evidence, Finding } from '../../model/finding.js';
import type { ReportRow } from '../../model/report.js';
import type { Redactor } from '../../report/redact/redactor.js';

/**
 * Takes out of rows whatever names or finds people. What the catalogue says (explanation, advice,
 * clauses) holds no word of mail and stays. Two passes, since somebody introduced in the last
 * message (`Mrs Higgins`) may stand without a title in the first. In place, so that the rows as they
 * were need no memory.
 */
export function redactRows(rows: ReportRow[], redactor: Redactor): void {
  for (const { finding } of rows) {
    redactor.learn(finding.document.subject);
    for (const { quote } of finding.evidence) redactor.learn(quote);
  }
  const sentences = new Map<string, string>();
  /** The same few sentences of the catalogue stand in every row. */
  const sentence = (text: string): string => {
    const known = sentences.get(text) ?? redactor.text(text);
    if (sentences.size < MOST_SENTENCES) sentences.set(text, known);
    return known;
  };
  for (const [at, row] of rows.entries()) {
    rows[at] = {
      ...row,
      caseName: redactor.whole('case', row.caseName),
      finding: redactFinding(row.finding, redactor, sentence),
    };
  }
}

const MOST_SENTENCES = 10_000;

function redactFinding(
  finding: Finding,
  redactor: Redactor,
  sentence: (text: string) => string,
): Finding {
  const { document, evidence, because, sightings } = finding;
  return {
    ...finding,
    document: {
      ...document,
      path: redactor.whole('document', document.path),
      // Its domain and often its first half tell who sent it.
      messageId: '',
      subject: redactor.text(document.subject),
      author: redactor.person(document.author),
      to: document.to.map((each) => redactor.person(each)),
    },
    evidence: evidence.map((each) => redactEvidence(each, redactor)),
    because: because.map(sentence),
    sightings: sightings.map((path) => redactor.whole('document', path)),
  };
}

/** Offsets would count in a text that nobody but the council has, and tell how long names are. */
function redactEvidence(evidence: Evidence, redactor: Redactor): Evidence {
  const quote = redactor.text(evidence.quote);
  const author = redactor.person(evidence.author);
  return { ...evidence, start: 0, end: quote.length, quote, author };
}
