import { userInfo } from 'node:os';
import { z } from 'zod';
import { readConfig } from '../config.js';
import { EnvironmentError, UsageError } from '../model/errors.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { createMessageDesk } from '../pipeline/message-desk.js';
import { openWorkspace } from '../pipeline/workspace.js';
import { buildApp } from './app.js';
import type { Desk } from './desk.js';
import { Oidc } from './oidc.js';
import { OneTimeLinks } from './one-time-links.js';
import { ScanRunner } from './scan-runner.js';
import { Sessions } from './sessions.js';

/** The program behind `probity review`, which hands over its flags as JSON. */
const flagsSchema = z.strictObject({
  port: z.int(),
  name: z.string().min(1).optional(),
  address: z.array(z.string()).default([]),
  dataDir: z.string().optional(),
});

const HERE = '127.0.0.1';
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Connections that hang are cut after this; a browser keeps some open. */
const CLOSE_MS = 2_000;

async function main(): Promise<void> {
  const flags = flagsSchema.parse(JSON.parse(process.argv[2] ?? '{"port":7357}'));
  const config = readConfig(flags.dataDir);
  const workspace = await openWorkspace(config, false);
  const messages = createMessageDesk(workspace);
  const scans = new ScanRunner(workspace.store, config);
  let origin = config.reviewUrl;
  // Changed patterns are for the next start, as with a scan that is under way.
  let catalogue: Catalogue | undefined;
  const desk: Desk = {
    config,
    workspace,
    store: workspace.store,
    sessions: new Sessions(Date.now),
    links: new OneTimeLinks(Date.now),
    oidc: config.oidc === null ? null : new Oidc(config.oidc, () => `${origin}/sign-in/callback`),
    owner: { name: flags.name ?? userInfo().username, addresses: flags.address },
    messages,
    scans,
    catalogue: () => {
      catalogue ??= loadCatalogue();
      return catalogue;
    },
    now: () => new Date(),
    origin: () => origin,
    say,
  };
  const app = await buildApp(desk);
  const address = await app.listen({ host: HERE, port: flags.port }).catch(refused(flags.port));
  if (origin === '') origin = address;
  say(`The review desk is open at ${origin}. Ctrl-C closes it.`);
  if (desk.oidc === null)
    say(`Sign in once with this link: ${origin}/sign-in/link?token=${desk.links.issue()}`);
  // Compiled now, so that the first reader does not wait for it.
  setImmediate(desk.catalogue);
  let isClosing = false;
  const close = (): void => {
    if (isClosing) process.exit(1);
    isClosing = true;
    setTimeout(() => process.exit(0), CLOSE_MS).unref();
    // Scans first: they stop cleanly, and can be gone on with.
    void scans
      .close()
      .then(() => app.close())
      .then(() => messages.close())
      .then(() => workspace.close());
  };
  for (const signal of SIGNALS) process.on(signal, close);
}

const refused =
  (port: number) =>
  (error: unknown): never => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    throw new UsageError(`Port ${port} is in use on this machine; choose another with --port.`);
  };

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  const isExpected = error instanceof UsageError || error instanceof EnvironmentError;
  say(isExpected ? error.message : error instanceof Error ? (error.stack ?? '') : String(error));
  process.exitCode = 2;
});
