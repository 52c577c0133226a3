import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/model/category.js';
import { fitReader, type Lesson } from '../../src/pipeline/training/fit-reader.js';
import type { SentenceView } from '../../src/reader/features.js';
import { openReader } from '../../src/reader/reader.js';

const view = (text: string, more: Partial<SentenceView> = {}): SentenceView => ({
  words: text.split(' '),
  before: [],
  author: 'member',
  audience: ['officer'],
  signs: [],
  isQuestion: false,
  ...more,
});

const CATEGORIES: readonly Category[] = ['secrecy', 'party-political'];

/** Hush only where two words stand together; leaflets only from a member. */
const lessons: Lesson[] = Array.from({ length: 40 }, (_, i): Lesson[] => {
  const filler = `item${i % 5}`;
  const lesson = (text: string, labels: Category[], more: Partial<SentenceView> = {}): Lesson => ({
    text,
    view: view(`${text} ${filler}`, more),
    labels: new Set(labels),
  });
  const byAssistant = { author: 'political-assistant', audience: ['member'] } as const;
  return [
    lesson('keep it quiet', ['secrecy']),
    lesson('keep the diary', []),
    lesson('a quiet street', []),
    lesson('print the leaflets', ['party-political']),
    lesson('print the leaflets', [], byAssistant),
    lesson('minutes of the meeting', []),
  ];
}).flat();

const fitted = fitReader(lessons, CATEGORIES);
const odds = (text: string, more: Partial<SentenceView> = {}): readonly number[] => [
  ...openReader(fitted).read(view(text, more)),
];

describe('the learned reader', () => {
  it('tells words together from the same words apart', () => {
    expect(odds('keep it quiet')[0]).toBeGreaterThan(0);
    expect(odds('keep the diary')[0]).toBeLessThan(0);
    expect(odds('a quiet street')[0]).toBeLessThan(0);
  });

  it('minds who writes to whom', () => {
    expect(odds('print the leaflets')[1]).toBeGreaterThan(0);
    const byAssistant = { author: 'political-assistant', audience: ['member'] } as const;
    expect(odds('print the leaflets', byAssistant)[1]).toBeLessThan(0);
  });

  it('counts a word once however often it comes, and unseen words not at all', () => {
    const reader = openReader(fitted);
    const once = reader.read(view('keep it quiet'));
    expect(reader.read(view('keep it quiet quiet quiet'))[0]).toBeLessThan(once[0]! * 1.5);
    expect([...reader.read(view('keep it quiet zyzzy'))]).toEqual([...once]);
  });

  it('gives the same numbers for the same lessons', () => {
    const again = fitReader(lessons, CATEGORIES);
    expect(again.weights).toEqual(fitted.weights);
    expect([again.bias, again.step]).toEqual([fitted.bias, fitted.step]);
  });
});
