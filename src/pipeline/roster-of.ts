import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Store } from '../store/store.js';

/**
 * Text of the roster that the case was last scanned with, as its file is now; empty when there was
 * none or it cannot be read: people are then shown as unknown.
 */
export async function readRosterOf(store: Store, caseId: string): Promise<string> {
  const scans = await store.scans(caseId);
  const path = scans.findLast(({ settings }) => settings.roster !== '')?.settings.roster;
  if (path === undefined) return '';
  return readFile(resolve(path), 'utf8').catch(() => '');
}
