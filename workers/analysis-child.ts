import {
  createDocumentReader,
  type Reading,
  type ReadingOrder,
  type ReadingShared,
} from '../src/pipeline/read-document.js';
import { serveItems } from '../src/queue/child-main.js';

/** Reads and judges documents in a process that may be killed at any moment. */
const read = await createDocumentReader();

// The pool's owner sends what `analyseBatch` builds; both ends share the type.
serveItems<ReadingOrder, Reading>((order, shared) => read(order, shared as ReadingShared));
