import type { EngineContext } from '../../engine/engine.js';
import type { Finding } from '../../model/finding.js';
import type { SecondReaderSettings } from '../../model/second-reader.js';
import { EMPTY_ROSTER, parseRoster } from '../../people/roster.js';
import { indexNames } from '../../report/redact/name-words.js';
import { createRedactor, type Redactor } from '../../report/redact/redactor.js';
import { createMessageDesk } from '../message-desk.js';
import type { Workspace } from '../workspace.js';
import { type Asked, ask, bodyOf } from './ask.js';
import { aboutFinding, aboutMessage, INSTRUCTIONS } from './questions.js';
import { tellOpinion } from './tell.js';

/** One question in so many is about a message in which nothing was found. */
const SAMPLED_EVERY = 10;
const MOST_SAMPLED = 20;
/** A server that fails so often in a row is left alone until the next scan. */
const MOST_FAILURES = 3;
/** So long the end of a scan waits for opinions; the rest is asked next time. */
const MOST_MS = 10 * 60_000;

export interface SecondReading {
  readonly scanId: string;
  readonly caseId: string;
  readonly roster: string;
  readonly engine: EngineContext;
}

export interface SecondReadingOptions {
  readonly signal: AbortSignal;
  readonly onNotice: (sentence: string) => void;
  /** For one answer. */
  readonly timeLimitMs?: number;
}

/**
 * Asks the second reader about a scan's findings and a sample of unflagged messages, within its
 * budget. Everything sent is redacted, and kept in the store before it leaves. An answer adds a reason
 * to its finding and moves the confidence a little; no answer makes or removes a finding.
 */
export async function readSecond(
  reading: SecondReading,
  settings: SecondReaderSettings,
  workspace: Workspace,
  options: SecondReadingOptions,
): Promise<void> {
  const { store } = workspace;
  const { scanId, caseId, engine } = reading;
  const redactor = await redactorOf(reading, workspace);
  const sampled = Math.min(Math.floor(settings.requests / SAMPLED_EVERY), MOST_SAMPLED);
  const asking = new Asking(scanId, settings, workspace, options);
  const desk = createMessageDesk(workspace);
  try {
    for (const id of await store.secondReader.unflagged(scanId, sampled)) {
      if (asking.isOver) break;
      const shown = await desk.open(caseId, id);
      if (shown.kind === 'unread') continue;
      await asking.about(aboutMessage(shown.message, engine, redactor), id);
    }
    const left = settings.requests - asking.requests;
    for (const finding of await store.secondReader.undecided(scanId, left)) {
      if (asking.isOver) break;
      const { id, document } = finding;
      await asking.about(aboutFinding(finding, engine, redactor), document.id, id);
    }
  } finally {
    await desk.close();
    await asking.close();
  }
}

/** Lets the opinions kept so far tell on the findings of a case; needs no server. */
export const applyOpinions = ({ store }: Workspace, caseId: string): Promise<number> =>
  store.secondReader.apply(caseId, (finding: Finding, opined) => tellOpinion(finding, opined));

async function redactorOf(
  { roster, caseId }: SecondReading,
  { store }: Workspace,
): Promise<Redactor> {
  const people = roster === '' ? EMPTY_ROSTER : parseRoster(roster, 'roster');
  return createRedactor(indexNames(people, await store.reporting.namesSeen(caseId)));
}

/** The questions of one scan, one at a time: counts them, and knows when it is enough. */
class Asking {
  requests = 0;
  #characters = 0;
  #answered = 0;
  #seen = 0;
  #failures = 0;
  readonly #until = performance.now() + MOST_MS;
  readonly #server: string;

  constructor(
    readonly scanId: string,
    readonly settings: SecondReaderSettings,
    readonly workspace: Workspace,
    readonly options: SecondReadingOptions,
  ) {
    const { origin, pathname } = new URL(settings.url);
    this.#server = origin + pathname;
  }

  get isOver(): boolean {
    return (
      this.options.signal.aborted ||
      this.requests >= this.settings.requests ||
      this.#failures >= MOST_FAILURES ||
      performance.now() > this.#until
    );
  }

  async about(question: string, documentId: string, findingId = ''): Promise<void> {
    const { settings, options, workspace, scanId } = this;
    const { secondReader, oversight } = workspace.store;
    const sent = bodyOf(INSTRUCTIONS, question, settings);
    if (this.#characters + sent.length > settings.characters) {
      this.requests = settings.requests; // nothing shorter is looked for: the budget is spent
      return;
    }
    const at = new Date().toISOString();
    const { model } = settings;
    const kept = { scanId, at, server: this.#server, model, documentId, findingId, sent };
    const seq = await secondReader.sending(kept);
    this.requests += 1;
    this.#characters += sent.length;
    const asked = await ask(sent, settings, options.signal, options.timeLimitMs);
    await secondReader.ended(seq, asked.outcome, asked.opinion);
    this.#count(asked, findingId);
    const { bytes } = await oversight.scan(scanId);
    await oversight.pulse(scanId, { at: new Date().toISOString(), bytes });
  }

  #count({ opinion }: Asked, findingId: string): void {
    this.#failures = opinion === null ? this.#failures + 1 : 0;
    if (opinion !== null) this.#answered += 1;
    if (opinion?.engages === 'yes' && findingId === '') this.#seen += 1;
  }

  /** Leaves a row in the audit log and says what came of it. */
  async close(): Promise<void> {
    if (this.requests === 0 && this.#characters === 0) return;
    const told = `${this.#answered} opinions, ${this.#characters} characters sent to ${this.#server}`;
    await this.workspace.store.audit({
      at: new Date().toISOString(),
      who: 'second reader',
      action: 'second-reader-asked',
      detail: `scan ${this.scanId}: ${told}`,
    });
    this.options.onNotice(`Second reader: ${told}.`);
    if (this.#failures >= MOST_FAILURES) {
      this.options.onNotice(
        'Second reader: the server failed several times in a row and was left alone; findings stand as they are.',
      );
    }
    if (this.#seen > 0) {
      this.options.onNotice(
        `Second reader: ${this.#seen} unflagged messages may be worth a look; see \`probity second-reader\`.`,
      );
    }
  }
}
