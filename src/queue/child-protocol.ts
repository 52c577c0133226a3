/**
 * What the pool and its children say to each other. JSON, not the structured clone: measured on
 * references and analyses of 200–1,500 bytes it costs 18 µs an item against 28, and the children
 * open hostile input, so the plainer reader is also the safer one. (At 20 KB an item the clone is
 * twice as fast, 70 against 150 µs, which is still a tenth of what parsing such a message costs.)
 */

/** Pool to child: a stretch of items to do in order. */
export interface WorkOrder {
  readonly items: readonly unknown[];
  readonly shared: unknown;
}

/** Child to pool, when everything is loaded. */
export const READY = 'ready';

/** Child to pool, item by item. `index` counts within the order. */
export type ItemReport =
  | { readonly kind: 'done'; readonly index: number; readonly result?: unknown }
  | { readonly kind: 'threw'; readonly index: number; readonly reason: string };

/** Whether a message is a report: a child that was taken over by its input could send anything. */
export function isItemReport(value: unknown): value is ItemReport {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value) || !('index' in value) || typeof value.index !== 'number') return false;
  if (value.kind === 'done') return true;
  return value.kind === 'threw' && 'reason' in value && typeof value.reason === 'string';
}

/** What the watch of a child writes to stderr before it kills the child for its memory. */
export const OVER_MEMORY = 'probity-child-over-memory';

/** A child's command line: what its watch has to know. */
export interface WatchSettings {
  readonly parentPid: number;
  readonly rssLimitMb: number;
}

export function toArguments(settings: WatchSettings): string[] {
  return [String(settings.parentPid), String(settings.rssLimitMb)];
}

export function fromArguments(argv: readonly string[]): WatchSettings {
  const [parentPid, rssLimitMb] = argv.slice(2).map(Number);
  if (!parentPid || !rssLimitMb) throw new Error('This file is started by the pool of children.');
  return { parentPid, rssLimitMb };
}
