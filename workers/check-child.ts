import {
  type CheckAnswer,
  type CheckOrder,
  createCheckServant,
} from '../src/pipeline/check/check-servant.js';
import { serveItems } from '../src/queue/child-main.js';

/** Reads and checks drafts in a process that may be killed at any moment. */
const check = await createCheckServant();

serveItems<CheckOrder, CheckAnswer>((order) => check(order));
