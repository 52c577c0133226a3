import type { Access } from '../access.js';
import { counts } from './counts.js';
import * as items from './items.js';
import { every, queue } from './queue.js';
import type { ReviewStore } from './store.js';
import * as work from './work.js';

/** The part of the store that the review desk uses. */
export function reviewStoreOn(access: Access): ReviewStore {
  return {
    queue: (asker, filter, order, offset, limit) =>
      queue(access, asker, filter, order, offset, limit),
    every: (asker, filter) => every(access, asker, filter),
    counts: (asker, filter) => counts(access, asker, filter),
    alike: (asker, ref, limit) => items.alike(access, asker, ref, limit),
    item: (asker, ref) => items.item(access, asker, ref),
    sameDocument: (asker, ref) => items.sameDocument(access, asker, ref),
    between: (asker, ref, limit) => items.between(access, asker, ref, limit),
    thread: (caseId, documentId, limit) => items.thread(access, caseId, documentId, limit),
    location: (caseId, documentId) => items.location(access, caseId, documentId),
    isHidden: (asker, caseId, documentId) => items.isHidden(access, asker, caseId, documentId),
    document: (caseId, documentId) => items.document(access, caseId, documentId),
    assign: (ref, change) => work.assign(access, ref, change),
    declareConflict: (ref, conflict) => work.declareConflict(access, ref, conflict),
    saveView: (owner, view) => work.saveView(access, owner, view),
    dropView: (owner, name) => work.dropView(access, owner, name),
    views: (owner) => work.views(access, owner),
    noteReviewer: (reviewer) => work.noteReviewer(access, reviewer),
    reviewers: () => work.everyReviewer(access),
    account: (id) => work.account(access, id),
    accounts: () => work.everyAccount(access),
    putAccount: (account) => work.putAccount(access, account),
  };
}
