import { describe, expect, it } from 'vitest';
import { reword } from '../../src/patterns/suggest.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';
import { participleOf } from '../../src/text/wording/participle.js';

const catalogue = loadCatalogue();
const templatesOf = (id: string) => catalogue.patterns.find((p) => p.id === id)?.suggest ?? [];
const made = (sentence: string, id = 'member-obligation/promise-to-the-public') =>
  reword(sentence, 0, sentence.length, templatesOf(id)).map((one) => one.write);

const ASKED = (what: string, whom = 'the officers responsible') =>
  `I have asked ${whom} whether ${what}, and will write again when they reply.`;

describe('a promise becomes a question put to the service', () => {
  it.each([
    [
      'We will resurface the lane by May.',
      ASKED('the lane can be resurfaced by May', 'the Highways team'),
    ],
    [
      'I promise you that the hedge will be cut by Friday.',
      ASKED('the hedge can be cut by Friday', 'the Parks team'),
    ],
    ['The Council will foot the bill!', ASKED('they can foot the bill')],
    ['Your removal costs will be paid in full.', ASKED('your removal costs can be paid in full')],
    ['You may start the railings on Monday.', ASKED('you may start the railings on Monday')],
    [
      'I can confirm that Hob Lane will go back to Fridays.',
      ASKED('Hob Lane can go back to Fridays'),
    ],
    [
      'Thank you for the tea and we will mend your fence.',
      `Thank you for the tea. ${ASKED('your fence can be mended')}`,
    ],
    [
      'I have instructed the Waste Manager to make the arrangements.',
      ASKED('they can make the arrangements', 'the Waste Manager'),
    ],
  ])('%s', (sentence, better) => {
    expect(made(sentence)).toEqual([better]);
  });

  it.each([
    'I will write again when I know more.',
    'We will be glad to see you on Sunday.',
    'I am pleased that you came.',
    'The figures are attached.',
    'I will ask the officers whether it can be done.',
  ])('leaves alone: %s', (sentence) => {
    expect(made(sentence)).toEqual([]);
  });

  it('takes out what tells the reader to rely on the letter', () => {
    expect(
      made("You may take this letter as the council's word.", 'member-obligation/binds-council'),
    ).toEqual(['']);
  });

  it('says a thing once, however many sentences ask for it', () => {
    const text = 'I want that line out. You will drop the objection too.';
    const [first, second] = made(text, 'bullying-pressure/advice-pressed');
    expect(first).toMatch(/advice is yours/);
    expect(second).toBe('');
  });
});

it.each([
  ['resurface', 'resurfaced'],
  ['give', 'given'],
  ['pay', 'paid'],
  ['put', 'put'],
  ['cancel', 'cancelled'],
  ['carry', 'carried'],
  ['fit', 'fitted'],
])('participle of %s is %s', (verb, participle) => {
  expect(participleOf(verb)).toBe(participle);
});

/** Words that carry facts: names, figures, days. */
const facts = (text: string): string[] => text.match(/\p{Lu}[\p{L}'’-]+|\d[\d,.:]*\d|\d/gu) ?? [];
/** Words of the templates themselves, and of services. */
const OWN =
  /^(?:I|Ask|Please|Could|Who|Take|Write|My|We|Highways|Waste|Housing|Planning|Revenues|Licensing|Parks|Education|Property|You|Your|The|Thank|It|And)$/;

it('no suggestion for any example of the catalogue holds a name or figure that its sentence does not', () => {
  let count = 0;
  for (const pattern of catalogue.patterns) {
    for (const { text } of pattern.examples) {
      for (const { write, start, end } of reword(text, 0, text.length, pattern.suggest ?? [])) {
        count += 1;
        const known = new Set(
          text
            .slice(start, end)
            .toLowerCase()
            .match(/[\p{L}'’-]+|[\d,.:]*\d/gu),
        );
        const added = facts(write).filter(
          (word) => !OWN.test(word) && !known.has(word.toLowerCase()),
        );
        expect(added, `${pattern.id}: ${write}`).toEqual([]);
      }
    }
  }
  expect(count).toBeGreaterThan(100);
});

it('is linear in the length of a sentence', () => {
  const started = performance.now();
  made(`We will ${'resurface the lane and '.repeat(2_000)}`);
  made(`${'we will '.repeat(5_000)}`);
  expect(performance.now() - started).toBeLessThan(2_000);
});
