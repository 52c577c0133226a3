import {
  createMessageOpener,
  type Opening,
  type OpeningOrder,
} from '../src/pipeline/open-message.js';
import { serveItems } from '../src/queue/child-main.js';

/** Opens messages for a reader in a process that may be killed at any moment. */
const open = createMessageOpener();
serveItems<OpeningOrder, Opening>((order) => open(order));
