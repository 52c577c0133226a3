import type { Atom, Catalogue, Condition, Pattern } from './catalogue.js';

export interface WayInWords {
  /** `Way deadline, within 2 sentences` */
  readonly name: string;
  /** What must be there, each condition as its alternatives. */
  readonly all: readonly string[];
  readonly unless: readonly string[];
}

export interface PatternInWords {
  /** Who must write to whom, in what and when. */
  readonly asks: string;
  readonly ways: readonly WayInWords[];
  /** What takes the finding back, whatever the way. */
  readonly never: readonly string[];
}

/** What a pattern looks for, in the words of its authors. */
export function waysInWords({ when, ways, unless }: Pattern, catalogue: Catalogue): PatternInWords {
  const told = (condition: Condition): string =>
    condition.map((atom) => atomText(atom, catalogue)).join(' or ');
  return {
    asks: `Written by ${when.author.join(', ')} to ${when.to.join(', ')}; ${when.medium}, hours ${when.hours}`,
    ways: ways.map((way) => ({
      name: `Way ${way.way}, within ${way.within} sentence${way.within === 1 ? '' : 's'}`,
      all: way.all.map(told),
      unless: way.unless.map(told),
    })),
    never: unless.map(told),
  };
}

function atomText(atom: Atom, { cues }: Catalogue): string {
  if (atom.kind === 'mention') return `<${atom.name}>`;
  if (atom.kind === 'grammar') return `grammar:${atom.test}`;
  const means = cues.get(atom.id);
  return means === undefined ? 'one of its own phrases' : `${atom.id} (${means})`;
}
