import type { SentenceView } from '../reader/features.js';
import { isUnsocial } from './hours.js';
import type { ReadSentence } from './sentences.js';

/** The sentences of a passage as the learned reader sees them; training sees them by this function too. */
export interface PassageViews {
  /** Without whom it mentions, which is dear to find out. */
  plain(at: number): SentenceView;
  whole(at: number): SentenceView;
}

const NO_WORDS: readonly string[] = [];

export function viewPassage(passage: readonly ReadSentence[], sentAt: string): PassageViews {
  const { author, audience, passage: of } = passage[0]!.of;
  const roles = [...new Set(audience.map((person) => person.role))].sort();
  const setting = [
    ...genres(passage).map((genre) => `passage:${genre}`),
    ...(isUnsocial(of.sentAt || sentAt) ? ['hour:unsocial'] : []),
  ];
  const view = (at: number, mentions: readonly string[]): SentenceView => {
    const sentence = passage[at]!;
    const before = passage[at - 1];
    return {
      words: sentence.words,
      before: before?.words ?? NO_WORDS,
      author: author.role,
      audience: roles,
      signs: [
        ...cuesOf(sentence),
        ...(before === undefined ? [] : cuesOf(before).map((cue) => `before:${cue}`)),
        ...setting,
        ...mentions,
      ],
      isQuestion: sentence.part.text[sentence.end - 1] === '?',
    };
  };
  return {
    plain: (at) => view(at, []),
    whole: (at) =>
      view(at, [
        ...new Set(passage[at]!.mentions().map((m) => `mention:${m.person?.role ?? m.role}`)),
      ]),
  };
}

/** What its words do. A pattern's own phrases (`pattern#way`) are no cues: the pattern speaks for them. */
const cuesOf = ({ cues }: ReadSentence): string[] =>
  cues.size === 0 ? [] : [...cues.keys()].filter((cue) => !cue.includes('#'));

/** What the whole passage is: minutes, a complaint, guidance. */
const genres = (passage: readonly ReadSentence[]): string[] => [
  ...new Set(passage.flatMap(({ cues }) => [...cues.keys()].filter((c) => c.startsWith('genre/')))),
];
