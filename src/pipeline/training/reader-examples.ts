import type { Category } from '../../model/category.js';
import type { ReaderFile } from '../../model/reader.js';
import type { Reader } from '../../reader/reader.js';
import type { LabelledMail } from './lessons.js';

/** So many labelled sentences of a category are kept to show beside findings. */
const KEPT = 150;

/** The plainest labelled sentences of each category: those of which the reader is surest. */
export function chooseExamples(
  scenes: readonly LabelledMail[],
  reader: Reader,
): ReaderFile['examples'] {
  const lessons = scenes.flatMap((scene) => scene.passages.flat());
  return reader.categories.flatMap((category, column) =>
    lessons
      .filter(({ labels }) => labels.has(category))
      .map(({ view, text }) => ({ text, sum: reader.read(view)[column]! }))
      .sort((a, b) => b.sum - a.sum || (a.text < b.text ? -1 : 1))
      .slice(0, KEPT)
      .map(({ text }): { text: string; category: Category } => ({ text, category })),
  );
}
