import { describe, expect, it } from 'vitest';
import { AuthorError } from '../../src/model/errors.js';
import { clausesOf, narrowTo } from '../../src/patterns/catalogue.js';
import { type CatalogueFiles, compileCatalogue } from '../../src/patterns/compile.js';

const PROTOCOL = `title: A protocol
short: A
clauses:
  - { ref: 5, title: Openness, says: Nothing is hidden from managers. }
`;

const CUES = `title: Hiding
cues:
  hush:
    means: somebody is to be kept from knowing
    phrases: [do not tell, keep~ quiet]
`;

const PATTERN = `title: Kept quiet
status: stable
version: 1
severity: high
confidence: 0.7
clauses: { a: [5] }
match:
  - way: hushed
    all: [hiding/hush]
rationale: Work that cannot be spoken of openly is suspect.
advice: Speak of it openly to your manager.
false_positives: [a surprise party]
examples:
  - { text: Do not tell her., hits: [Do not tell her] }
  - { text: Keep it quiet please., hits: [] , todo: a gap is missing }
  - { text: We keep quiet about it., hits: [keep quiet] }
  - { text: Dinnae tell him., hits: [Dinnae tell him] }
  - { text: Tell everyone., hits: [] }
  - { text: A quiet road., hits: [] }
`;

function files(pattern = PATTERN, cues = CUES, protocol = PROTOCOL): CatalogueFiles {
  return {
    patterns: [{ path: 'patterns/secrecy/kept-quiet.yml', text: pattern }],
    cues: [{ path: 'patterns/cues/hiding.yml', text: cues }],
    protocols: [{ path: 'patterns/protocols/a.yml', text: protocol }],
  };
}

function mistakes(pattern: string, cues = CUES): string[] {
  try {
    compileCatalogue(files(pattern, cues));
  } catch (error) {
    if (error instanceof AuthorError) return error.mistakes.map((m) => `${m.line}: ${m.message}`);
    throw error;
  }
  return [];
}

describe('a sound catalogue', () => {
  const catalogue = compileCatalogue(files());

  it('gives patterns with their category from the path', () => {
    expect(catalogue.patterns.map((p) => [p.id, p.category])).toEqual([
      ['secrecy/kept-quiet', 'secrecy'],
    ]);
    expect(catalogue.waysOfCue.get('hiding/hush')).toHaveLength(1);
  });

  it('cites the chosen protocol, or its refs for the category', () => {
    const a = catalogue.protocols.get('a')!;
    expect(clausesOf(a, { a: ['5'] }, 'secrecy')).toEqual([
      { protocol: 'A', ref: '5', title: 'Openness' },
    ]);
    const own = { ...a, id: 'own', short: 'Ours', categories: { secrecy: ['5'] } };
    expect(clausesOf(own, { a: ['5'] }, 'secrecy')[0]?.protocol).toBe('Ours');
  });

  it('can be narrowed to one pattern', () => {
    expect(narrowTo(catalogue, 'secrecy/none').patterns).toEqual([]);
    expect(narrowTo(catalogue, 'secrecy/none').waysOfCue.get('hiding/hush')).toEqual([]);
  });
});

describe("an author's mistake is told with its line", () => {
  it.each([
    ['an unknown key', PATTERN.replace('severity:', 'severty: low\nseverity:'), /Unrecognized key/],
    ['an unknown cue', PATTERN.replace('hiding/hush', 'hiding/hash'), /^9: no cue "hiding\/hash"/],
    ['a clause the protocol lacks', PATTERN.replace('a: [5]', 'a: [77]'), /has no clause "77"/],
    ['a protocol that is not there', PATTERN.replace('a: [5]', 'b: [5]'), /no protocol "b"/],
    [
      'a hit that is not in the text',
      PATTERN.replace('[keep quiet]', '[kept]'),
      /"kept" is not in the text/,
    ],
    [
      'too few near misses',
      PATTERN.replace('A quiet road., hits: []', 'A quiet road., hits: [quiet]'),
      /three near misses/,
    ],
    [
      'a mention nobody knows',
      PATTERN.replace('[hiding/hush]', '[hiding/hush, <boss>]'),
      /<boss> is not a mention/,
    ],
    ['nothing to start from', PATTERN.replace('[hiding/hush]', '[<officer>]'), /start from/],
    ['broken YAML', PATTERN.replace('rationale: Work', 'rationale: [Work'), /^\d+: /],
  ])('%s', (_name, pattern, wanted) => {
    const told = mistakes(pattern);
    expect(told.length).toBeGreaterThan(0);
    expect(told.join('\n')).toMatch(wanted);
  });

  it('all mistakes of all files at once', () => {
    const told = mistakes(PATTERN.replace('[5]', '[77]'), CUES.replace('keep~ quiet', '"(keep"'));
    expect(told).toHaveLength(2);
    expect(told.join('\n')).toMatch(/5: "\(keep": a bracket is not closed/);
  });
});
