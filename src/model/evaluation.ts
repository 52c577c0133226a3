/** A share with its uncertainty. */
export interface Rate {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  /** 95 % interval after Wilson (1927). */
  readonly low: number;
  readonly high: number;
}

export interface CategoryScore {
  readonly category: string;
  readonly precision: Rate;
  readonly recall: Rate;
  readonly f1: number;
}

export interface Confusion {
  readonly id: string;
  readonly category: string;
  readonly kind: 'missed' | 'false-alarm';
  /** The labelled words missed, or the words that fired with the pattern's id. */
  readonly words: string;
  readonly pattern: string;
  readonly confidence: number;
  readonly why: string;
}

export interface Score {
  readonly messages: number;
  readonly overall: CategoryScore;
  readonly categories: readonly CategoryScore[];
  /** Of clean near misses and of clean ordinary mail, the share with any finding. */
  readonly nearMissAlarms: Rate;
  readonly ordinaryAlarms: Rate;
  /** Of true finds whose words were labelled, the share whose evidence overlaps those words. */
  readonly spanOverlap: Rate;
  /** Of findings said to be this sure, the share that is right. */
  readonly reliability: readonly {
    readonly from: number;
    readonly to: number;
    readonly right: Rate;
  }[];
  readonly confusion: readonly Confusion[];
}

/** Scores by part of the set, and by layer of detection. */
export interface Evaluation {
  readonly development: Score;
  readonly test: Score;
  readonly layers: Readonly<Record<string, { readonly development: Score; readonly test: Score }>>;
}
