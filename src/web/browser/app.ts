import { offerCopies } from './copy.js';
import { initAll } from './govuk-frontend.js';
import { listenForKeys } from './keys.js';
import { foldFilters, listenForRows } from './queue.js';
import { followScan } from './scan.js';

// Comfort only: every page works without this script.
initAll();
if (document.body.dataset.keys !== 'off') {
  listenForKeys();
  listenForRows();
}
foldFilters();
offerCopies();
followScan();
