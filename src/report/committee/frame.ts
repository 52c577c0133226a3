import type { ReportSummary } from '../../model/report.js';
import { paragraph, type Section } from './blocks.js';

/** The block that every paper of a council ends with, left to its author. */
export function implications(): Section {
  return {
    title: 'Implications and recommendation',
    blocks: [
      {
        kind: 'table',
        caption: 'To be completed by the author of the paper',
        columns: [
          { title: 'Implication', share: 30 },
          { title: 'To be completed', share: 70 },
        ],
        rows: [
          'Financial',
          'Human resources',
          'Equalities',
          'Legal (Localism Act 2011, sections 27 and 28)',
          'Crime and disorder',
          'Information technology and data protection',
          'Property',
          'Risk',
        ].map((label) => [label, '[to be completed]']),
      },
      paragraph('Recommendation: that the committee notes this report. [to be completed]'),
    ],
  };
}

/** How it was made, and what it cannot say. */
export function methodSection({ probity, named }: ReportSummary): Section {
  const labels = named
    ? 'People are shown by name on a reason given, which stands in the audit log.'
    : 'Names, addresses, telephone and reference numbers were replaced by labels by rule. Rules miss some: a person who knows the matter must read this report before it leaves the council.';
  return {
    title: 'Method and limits',
    blocks: [
      {
        kind: 'list',
        items: [
          `Made by Probity ${probity}. It reads correspondence for wording and headers that may engage a paragraph, shows the words and says why. It sees words, not intentions: it misses things and it flags innocent mail.`,
          'A finding counts on the day its message was sent, by the sender’s clock. The same sentence quoted down a thread is one finding. The same finding in two cases counts once.',
          'Findings that a later reading no longer makes are left out.',
          'The share that reviewers agreed with leaves out duplicates and matters out of scope. Findings judged by nobody count for neither side.',
          'A change is called larger than chance when the count lies more than 1.96 standard deviations from its share of both periods’ findings, by the number of messages read in each; with few findings hardly any change is.',
          'England’s law is meant throughout; Wales, Scotland and Northern Ireland have other codes.',
          labels,
        ],
      },
    ],
  };
}
