import type { Config } from '../config.js';
import type { Catalogue } from '../patterns/catalogue.js';
import type { MessageDesk } from '../pipeline/message-desk.js';
import type { Workspace } from '../pipeline/workspace.js';
import type { Store } from '../store/store.js';
import type { Oidc } from './oidc.js';
import type { OneTimeLinks } from './one-time-links.js';
import type { ScanRunner } from './scan-runner.js';
import type { Sessions } from './sessions.js';

/** What every page may use. Made once, in `main.ts` or a test. */
export interface Desk {
  readonly config: Config;
  readonly workspace: Workspace;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly links: OneTimeLinks;
  /** Null without a provider: then one-time links and local accounts are the ways in. */
  readonly oidc: Oidc | null;
  /** Who opens the one-time link. */
  readonly owner: { readonly name: string; readonly addresses: readonly string[] };
  /** Opens scanned messages for reading. */
  readonly messages: MessageDesk;
  /** Starts and stops scans. */
  readonly scans: ScanRunner;
  /** Patterns and protocols; compiled when first asked for. */
  readonly catalogue: () => Catalogue;
  /** The clock; pages and tests take the time from here only. */
  readonly now: () => Date;
  /** Where browsers reach the app: `http://127.0.0.1:7357`; known once it listens. */
  readonly origin: () => string;
  /** A sentence for the terminal where the app was started. */
  readonly say: (sentence: string) => void;
}
