import type { LabelKind } from './labels.js';

interface Detail {
  readonly kind: LabelKind;
  readonly pattern: RegExp;
}

const STREET =
  'street|st|road|rd|lane|ln|avenue|ave|close|drive|way|crescent|gardens?|square|terrace|place|court|grove|hill|park|row|mews|walk|rise|view|green|croft|yard|mount|parade';

/**
 * Details that show by their shape, in the order they are looked for: an email holds a name, a
 * reference may look like a phone. Numbers are written in many ways, so the rules rather take too
 * much: dates in ISO form, financial years and amounts of money are all that is spared.
 */
export const DETAILS: readonly Detail[] = [
  { kind: 'link', pattern: /\bhttps?:\/\/[^\s<>"]+|\bwww\.[^\s<>"]+/giu },
  { kind: 'email', pattern: /[\p{L}\p{N}._%+'’-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/giu },
  // A flat, a house number and a street; the town after the comma goes by the rule for names.
  {
    kind: 'address',
    pattern: new RegExp(
      `\\b(?:flat|unit|apartment|plot)\\s+\\d+[a-z]?\\b|\\b\\d+[a-z]?(?:\\s*[-–]\\s*\\d+[a-z]?)?,?\\s+(?:[\\p{Lu}][\\p{L}'’-]*\\s+){1,3}(?:${STREET})\\b`,
      'giu',
    ),
  },
  // Postcodes of the United Kingdom, also without the blank.
  { kind: 'address', pattern: /\b[a-z]{1,2}\d[a-z\d]?\s*\d[abd-hjlnp-uw-z]{2}\b/giu },
  // National Insurance numbers.
  { kind: 'reference', pattern: /\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b/giu },
  {
    kind: 'phone',
    pattern: /(?<![\p{L}\p{N}£$€.,])(?:\+44\s?|\(?0)(?:[\s().-]*\d){8,11}(?![\p{L}\p{N}])/gu,
  },
  // PL/2024/0123, 24/00123/FUL, CAS-44921-B: letters and figures joined by strokes.
  {
    kind: 'reference',
    pattern:
      /(?<![\p{L}\p{N}])(?!\d{4}-\d\d-\d\d(?!\d)|20\d\d[/-]\d\d(?![\p{L}\d/-]))(?=[\p{L}\p{N}/_.-]*\d{3})\p{L}{0,6}\d*(?:[/_-][\p{L}\p{N}]+)+/giu,
  },
  // Long figures and figures after letters, money and years apart.
  {
    kind: 'reference',
    pattern: /(?<![\p{L}\p{N}£$€.,])(?:\p{L}{1,6}\d{3,}|\d{5,})\p{L}{0,3}(?![\p{L}\p{N}])/gu,
  },
];
