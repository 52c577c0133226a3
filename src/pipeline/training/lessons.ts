import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFacts } from '../../engine/facts.js';
import { runPatterns } from '../../engine/language.js';
import { holds } from '../../engine/learned.js';
import { type ReadSentence, readSentences } from '../../engine/sentences.js';
import { viewPassage } from '../../engine/views.js';
import { type Category, categorySchema } from '../../model/category.js';
import { UsageError } from '../../model/errors.js';
import { type Scene, sceneSchema } from '../../model/labelled-sentence.js';
import type { Message } from '../../model/message.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { createDirectory, type Directory } from '../../people/directory.js';
import { parseRoster } from '../../people/roster.js';
import { segment } from '../../text/passages.js';
import type { Labels } from '../evaluation/labelled.js';
import { plainWords, readLabelledSet } from '../evaluation/read-set.js';
import { OFFICE_HOURS } from '../example-message.js';
import { cast, EXAMPLE_ROSTER } from '../example-people.js';
import { plainMessage } from '../plain-message.js';
import type { Lesson } from './fit-reader.js';

/** Reads a folder of scenes. Throws with file and line of the first that is no scene. */
export async function readScenes(dir: string): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (const name of (await readdir(dir)).filter((n) => n.endsWith('.jsonl')).sort()) {
    const lines = (await readFile(join(dir, name), 'utf8')).split('\n');
    lines.forEach((line, i) => {
      if (line.trim() === '') return;
      const parsed = sceneSchema.safeParse(parseJson(line));
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new UsageError(
          `${join(dir, name)}:${i + 1}: not a labelled scene (${issue?.path.join('.')}: ${issue?.message}); see the guide beside it.`,
        );
      }
      scenes.push(parsed.data);
    });
  }
  return scenes;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A scene as a message between invented people, and where each of its sentences stands in the text. */
export function stage(scene: Scene): { message: Message; ends: readonly number[] } {
  const person = cast();
  const ends: number[] = [];
  let text = '';
  for (const sentence of scene.sentences) {
    text += `${sentence.text}${/[.?!…]['")\]]*$/.test(sentence.text) ? '' : '.'}\n`;
    ends.push(text.length);
  }
  const message = plainMessage(text, {
    from: [person(scene.from)],
    to: scene.to.map(person),
    cc: scene.cc.map(person),
    sentAt: OFFICE_HOURS,
  });
  return { message, ends };
}

export const sceneDirectory = (): Directory =>
  createDirectory(parseRoster(EXAMPLE_ROSTER, 'the example roster'));

/** A message to learn from: its sentences by passage, and what the patterns alone make of it. */
export interface LabelledMail {
  /** Its voice or council: mail of one group is never on both sides of a check. */
  readonly group: string;
  readonly passages: readonly (readonly Lesson[])[];
  readonly labels: ReadonlySet<Category>;
  /** Categories on which readers differ: not scored. */
  readonly optional: ReadonlySet<string>;
  /** Findings of the language layer before the reader's second opinion. */
  readonly hits: readonly { category: Category; confidence: number; passage: number }[];
}

/** Scenes, cut and seen as the engine cuts and sees mail. */
export function readSceneMail(scenes: readonly Scene[], catalogue: Catalogue): LabelledMail[] {
  const directory = sceneDirectory();
  return scenes.map((scene) => {
    const { message, ends } = stage(scene);
    const labelsOf = (read: ReadSentence): ReadonlySet<Category> | undefined => {
      const here = scene.sentences.filter(
        (_, i) => read.start < ends[i]! && read.end > (ends[i - 1] ?? 0),
      );
      if (here.some(({ unsure }) => unsure.length > 0)) return undefined;
      return new Set(here.flatMap(({ labels }) => labels));
    };
    return {
      ...readMail(message, catalogue, directory, labelsOf, (signs) => signs),
      group: scene.voice,
      labels: new Set(scene.sentences.flatMap(({ labels }) => labels)),
      optional: new Set(scene.sentences.flatMap(({ unsure }) => unsure)),
    };
  });
}

/**
 * The development part of a labelled set; the test part is left alone. Cues are left out of its
 * lessons: they were written with this very mail in view, so here they look surer than they are.
 */
export async function readDevelopmentMail(
  dir: string,
  catalogue: Catalogue,
): Promise<LabelledMail[]> {
  const mail: LabelledMail[] = [];
  const withoutCues = (signs: readonly string[]): string[] => signs.filter((s) => !s.includes('/'));
  for await (const { labels, message, directory } of readLabelledSet(dir)) {
    if (labels.part !== 'development') continue;
    const labelsOf = (read: ReadSentence): ReadonlySet<Category> =>
      labelsIn(plainWords(read.part.text.slice(read.start, read.end)), labels);
    mail.push({
      ...readMail(message, catalogue, directory, labelsOf, withoutCues),
      group: labels.id.replace(/-[^-]*$/, ''),
      labels: new Set(categorySchema.options.filter((c) => labels.labels.includes(c))),
      optional: new Set(labels.optional),
    });
  }
  return mail;
}

function readMail(
  message: Message,
  catalogue: Catalogue,
  directory: Directory,
  labelsOf: (read: ReadSentence) => ReadonlySet<Category> | undefined,
  keep: (signs: readonly string[]) => readonly string[],
): Pick<LabelledMail, 'passages' | 'hits'> {
  const facts = readFacts(message, segment(message), directory);
  const read = readSentences(facts, catalogue, directory).filter((p) => p.length > 0);
  const passages = read.map((sentences) => {
    const views = viewPassage(sentences, message.sentAt);
    return sentences.flatMap((sentence, at) => {
      const labels = labelsOf(sentence);
      const view = views.whole(at);
      const text = sentence.part.text.slice(sentence.start, sentence.end);
      return labels === undefined
        ? []
        : [{ text, view: { ...view, signs: keep([...view.signs]) }, labels }];
    });
  });
  const hits = runPatterns(read, facts, catalogue).map(({ pattern, confidence, evidence }) => ({
    category: pattern.category,
    confidence,
    passage: read.findIndex((sentences) => holds(sentences, evidence[0]!)),
  }));
  return { passages, hits };
}

/** Shorter quotes are header names, which are no words of a passage. */
const SHORTEST_QUOTE = 8;
/** Shorter sentences ("Thanks") stand in too many quotes. */
const SHORTEST_SENTENCE = 4;
/** So many words in a row tell that a sentence holds part of a quote, or a quote part of it. */
const RUN = 5;

function labelsIn(text: string, { spans }: Labels): ReadonlySet<Category> {
  const words = text.split(' ');
  const isHeld = (quote: string): boolean =>
    quote.length >= SHORTEST_QUOTE &&
    text.length >= SHORTEST_SENTENCE &&
    (quote.includes(text) ||
      text.includes(quote) ||
      words.some(
        (_, i) => i + RUN <= words.length && quote.includes(words.slice(i, i + RUN).join(' ')),
      ));
  const held = new Set(spans.filter(({ quote }) => isHeld(plainWords(quote))).map((s) => s.label));
  return new Set(categorySchema.options.filter((category) => held.has(category)));
}
