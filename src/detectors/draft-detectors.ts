import type { Detector } from './detector.js';
import { councillorAdded } from './drafts/councillor-added.js';
import { exemptReplyAll } from './drafts/exempt-reply-all.js';
import { noContactDetails } from './drafts/no-contact-details.js';
import { officialLetter } from './drafts/official-letter.js';
import { type Lists, outsideList } from './drafts/outside-list.js';

export type { Lists } from './drafts/outside-list.js';

/** What only a draft is asked: its writer can still mend it. */
export function draftDetectors(lists: Lists, toGovernment: boolean): readonly Detector[] {
  return [
    councillorAdded,
    exemptReplyAll,
    outsideList(lists),
    noContactDetails,
    officialLetter(toGovernment),
  ];
}

/** For the catalogue's pages and tests: the same, reaching no list. */
export const DRAFT_DETECTORS: readonly Detector[] = draftDetectors(new Map(), false);
