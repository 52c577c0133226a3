import { describe, expect, it } from 'vitest';
import { describeWrong, judge } from './labelled.js';

/** Share of lines that must get their kind, and of passages that must get their author. */
const FLOOR = 0.97;

describe.each(['development.yml', 'first-blind.yml', 'second-blind.yml'])(
  'labelled passages: %s',
  (file) => {
    it('reaches the floor', () => {
      const accuracy = judge(file);
      const { messages, lines, kind, passages, author } = accuracy;
      console.info(
        `${file}: ${messages} messages; kind ${(kind * 100).toFixed(1)} % of ${lines} lines; ` +
          `author ${(author * 100).toFixed(1)} % of ${passages} passages`,
      );
      if (accuracy.wrong.length > 0) console.info(describeWrong(accuracy));
      expect(kind).toBeGreaterThanOrEqual(FLOOR);
      expect(author).toBeGreaterThanOrEqual(FLOOR);
    });
  },
);
