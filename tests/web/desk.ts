import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readConfig } from '../../src/config.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';
import { createMessageDesk } from '../../src/pipeline/message-desk.js';
import { scan } from '../../src/pipeline/scan.js';
import { openQueue, openWorkspace, type Workspace } from '../../src/pipeline/workspace.js';
import { buildApp } from '../../src/web/app.js';
import type { Desk } from '../../src/web/desk.js';
import { Oidc } from '../../src/web/oidc.js';
import { OneTimeLinks } from '../../src/web/one-time-links.js';
import { ROLES, type Role } from '../../src/web/roles.js';
import { ScanRunner } from '../../src/web/scan-runner.js';
import { Sessions } from '../../src/web/sessions.js';

/** A real app on a real store in a folder of its own; it listens on loopback. */
export interface TestDesk {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly workspace: Workspace;
  /** The desk's own folder, removed with it. */
  readonly folder: string;
  readonly origin: string;
  /** What the app has told the terminal. */
  readonly said: string[];
  /** Moves the app's clock. */
  advance(ms: number): void;
  /** An address that signs in, as it would be printed in the terminal. */
  signInUrl(): string;
  /** The `cookie` header of somebody signed in, for requests without a browser. */
  cookieOf(id: string, roles: readonly Role[], addresses?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Scan the samples into the case "default" first. */
  readonly samples?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Any free one unless told. */
  readonly port?: number;
}

export async function openDesk(options: DeskOptions = {}): Promise<TestDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'probity-web-'));
  const config = readConfig(folder, options.environment ?? {});
  const workspace = await openWorkspace(config, false);
  if (options.samples) await scanSamples(workspace);
  const messages = createMessageDesk(workspace);
  const scans = new ScanRunner(workspace.store, config);
  let offset = 0;
  let origin = config.reviewUrl;
  const nowMs = (): number => Date.now() + offset;
  const said: string[] = [];
  const desk: Desk = {
    config,
    workspace,
    store: workspace.store,
    sessions: new Sessions(nowMs),
    links: new OneTimeLinks(nowMs),
    oidc: config.oidc === null ? null : new Oidc(config.oidc, () => `${origin}/sign-in/callback`),
    owner: { name: 'k.osei', addresses: [] },
    messages,
    scans,
    catalogue: loadCatalogue,
    now: () => new Date(nowMs()),
    origin: () => origin,
    say: (sentence) => void said.push(sentence),
  };
  const app = await buildApp(desk);
  const address = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  if (origin === '') origin = address;
  return {
    app,
    desk,
    workspace,
    folder,
    origin,
    said,
    advance: (ms) => {
      offset += ms;
    },
    signInUrl: () => `${address}/sign-in/link?token=${desk.links.issue()}`,
    cookieOf: async (id, roles, addresses = []) => {
      const { id: sessionId } = desk.sessions.begin({ id, name: id, roles, addresses });
      const value = app.encodeSecureSession(app.createSecureSession({ id: sessionId }));
      return `probity=${encodeURIComponent(value)}`;
    },
    close: async () => {
      await scans.close();
      await app.close();
      await messages.close();
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function scanSamples(workspace: Workspace, caseName = 'default'): Promise<string> {
  return scanInto(workspace, ['samples'], 'samples/roster.csv', caseName);
}

/** Scans as the command line does; gives the scan's id. */
export async function scanInto(
  workspace: Workspace,
  sources: readonly string[],
  path: string,
  caseName = 'default',
): Promise<string> {
  const queue = await openQueue(workspace.settings, () => {});
  const request = {
    sources,
    roster: { path, text: readFileSync(path, 'utf8') },
    protocol: 'protocol-2007',
    caseName,
    jobs: 2,
  };
  const { signal } = new AbortController();
  try {
    const summary = await scan(request, workspace, queue, {
      signal,
      onProgress: () => {},
      onNotice: () => {},
    });
    return summary.scanId;
  } finally {
    await queue.close();
  }
}

export const EVERY_ROLE = ROLES;

/** The token in a page, for posting its form without a browser. */
export function tokenIn(html: string): string {
  const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
  if (token === undefined) throw new Error('the page has no form token');
  return token;
}
