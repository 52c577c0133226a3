import type { Address } from '../../model/message.js';

/**
 * One author's message inside a part: the message itself, or one that it quotes, forwards or
 * attaches. Built while the part is read, completed by `attribute`.
 */
export interface Level {
  readonly depth: number;
  readonly parent: Level | null;
  kind: 'own' | 'quoted' | 'forwarded' | 'attached';
  author: Address | null;
  audience: readonly Address[];
  sentAt: string;
  /** Subject of this message as its header, or the answer to it, tells. */
  subject: string;
  /** How it was opened; a `forwarded` marker settles its kind. */
  opening: 'message' | 'marks' | 'attribution' | 'header' | 'forwarded';
  /** A header block or attribution told the author. */
  headed: boolean;
  /** Words of its own text, greeting and signature apart; counted when it has been classified. */
  ownWords: number;
  /** One of its own lines says that something is passed on ("see below", "FYI"). */
  passesOn: boolean;
}

/** A level below `parent` about which nothing is known yet. */
export function openLevel(parent: Level, opening: Level['opening'], subject: string): Level {
  return {
    depth: parent.depth + 1,
    parent,
    kind: opening === 'forwarded' ? 'forwarded' : 'quoted',
    author: null,
    audience: [],
    sentAt: '',
    subject,
    opening,
    headed: false,
    ownWords: 0,
    passesOn: false,
  };
}

/** A stretch of lines that belong to one level: header lines, or what its author wrote. */
export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly level: Level;
  readonly role: 'head' | 'text';
}
