import type { Rate } from '../../../model/evaluation.js';
import { rate } from '../../../pipeline/evaluation/score.js';
import type { Pairing, Sample, SampledDocument } from '../../../store/oversight/store.js';

export interface MissRate {
  readonly rate: Rate;
  readonly isKnown: boolean;
  /** `2.5%, between 0.4% and 13%` */
  readonly words: string;
  /** How many of the case's unflagged messages that would be: lowest and highest. */
  readonly from: number;
  readonly to: number;
}

/** The share of unflagged messages in which a reviewer saw what should have been flagged. */
export function missRate({ read, missed, unflagged }: Sample): MissRate {
  const missedShare = rate(missed, read);
  return {
    rate: missedShare,
    isKnown: read > 0,
    words: inWords(missedShare),
    // At least what was seen: the interval may begin lower.
    from: Math.max(Math.floor(missedShare.low * unflagged), missed),
    to: Math.ceil(missedShare.high * unflagged),
  };
}

/** What is missed is a few in a hundred: below a tenth, tenths of a percent are told. */
const share = (value: number): string =>
  `${value > 0 && value < 0.1 ? (value * 100).toFixed(1) : Math.round(value * 100)}%`;

const inWords = ({ value, low, high }: Rate): string =>
  `${share(value)}, between ${share(low)} and ${share(high)}`;

export interface Agreement {
  readonly pairs: number;
  readonly agreed: Rate;
  /** Scott's pi: agreement beyond what chance gives; 1 is whole, 0 what chance gives. Null when all said the same. */
  readonly beyondChance: number | null;
}

export function agreementOf({ bothYes, bothNo, differ }: Pairing): Agreement {
  const pairs = bothYes + bothNo + differ;
  const agreed = rate(bothYes + bothNo, pairs);
  const yes = pairs === 0 ? 0 : (2 * bothYes + differ) / (2 * pairs);
  const chance = yes * yes + (1 - yes) * (1 - yes);
  const pi = (agreed.value - chance) / (1 - chance);
  return { pairs, agreed, beyondChance: chance === 1 || pairs === 0 ? null : round(pi) };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The next message this reviewer has not read, after `place` first, then from the start. */
export function nextUnread(
  documents: readonly SampledDocument[],
  reviewer: string,
  place: number,
): number | undefined {
  const open = documents.filter((it) => !it.judgements.some((j) => j.reviewer === reviewer));
  return (open.find((it) => it.place > place) ?? open[0])?.place;
}
