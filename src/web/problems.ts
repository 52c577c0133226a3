/** What is wrong with a field of a form; the page is shown again with what was entered. */
export interface Problem {
  /** Id of the field: the error summary links to it. */
  readonly field: string;
  readonly text: string;
}

/** As the components of the design system take them: by field, and as a list for the summary. */
export function shownProblems(problems: readonly Problem[]): {
  readonly errors: Readonly<Record<string, { readonly text: string }>>;
  readonly errorList: readonly { readonly text: string; readonly href: string }[];
} {
  const errors: Record<string, { text: string }> = {};
  for (const { field, text } of problems) errors[field] ??= { text };
  return { errors, errorList: problems.map(({ field, text }) => ({ text, href: `#${field}` })) };
}
