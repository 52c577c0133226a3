import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../model/errors.js';

/** A full disk is noticed by people in minutes: asking every second is soon enough and costs nothing. */
const PAUSE_MS = 1_000;

export interface Patience {
  readonly signal: AbortSignal;
  /** Hears the first error of a row, and again when it is over. */
  readonly onNotice: (sentence: string) => void;
}

/**
 * Repeats work on the store while the environment fails (disk full, store locked), so that a fault
 * in mid-scan loses nothing and the scan goes on by itself when it is over. Everything else, and the
 * end of patience, rejects.
 */
export async function untilItWorks<T>(work: () => Promise<T>, patience: Patience): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      const value = await work();
      if (failures > 0) patience.onNotice('The store can be written again; the scan goes on.');
      return value;
    } catch (error) {
      if (!(error instanceof EnvironmentError) || patience.signal.aborted) throw error;
      if (failures === 0) patience.onNotice(`${error.message} Waiting for it to be mended.`);
      await pause(PAUSE_MS, undefined, { signal: patience.signal }).catch(() => {});
    }
  }
}
