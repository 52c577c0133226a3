import { initAll } from './govuk-frontend.js';
import { listenForKeys } from './keys.js';

// Comfort only: every page works without this script.
initAll();
listenForKeys();
