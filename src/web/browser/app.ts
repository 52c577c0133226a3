import { initAll } from './govuk-frontend.js';
import { listenForKeys } from './keys.js';
import { foldFilters, listenForRows } from './queue.js';

// Comfort only: every page works without this script.
initAll();
listenForKeys();
listenForRows();
foldFilters();
