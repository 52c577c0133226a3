import type { Reading, Span } from '../../model/report.js';
import type { CaseOverview } from '../../store/oversight/store.js';
import type { Store } from '../../store/store.js';
import { isWithin } from './period.js';

/** What the scans of these cases read, and what they could not. */
export async function readingOf(
  store: Store,
  cases: readonly CaseOverview[],
  period: Span,
  earlier: Span,
): Promise<Reading> {
  const count = {
    messages: 0,
    letters: 0,
    undated: 0,
    earlier: 0,
    outside: 0,
    failed: 0,
    scans: 0,
    excluded: 0,
  };
  const sources = new Set<string>();
  const unread = new Map<string, string>();
  const defects = new Map<string, number>();
  for (const { id, excluded } of cases) {
    count.excluded += excluded;
    for (const read of await store.reporting.daysRead(id)) {
      const { day, medium } = read;
      if (day === '') count.undated += read.count;
      else if (isWithin(earlier, day)) count.earlier += read.count;
      else if (!isWithin(period, day)) count.outside += read.count;
      else count[medium === 'letter' ? 'letters' : 'messages'] += read.count;
    }
    for (const { day, code, count: times } of await store.reporting.defectsByDay(id)) {
      const counts = day === '' || isWithin(period, day);
      if (counts) defects.set(code, (defects.get(code) ?? 0) + times);
    }
    for (const scan of await store.scans(id)) {
      count.scans += 1;
      for (const source of scan.settings.sources) sources.add(source);
      for (const { path, reason } of await store.unread(scan.id)) unread.set(path, reason);
      const { failedBatches } = await store.progress(scan.id);
      count.failed += failedBatches.reduce((sum, batch) => sum + batch.messages, 0);
    }
  }
  return {
    ...count,
    sources: [...sources].sort(),
    unread: [...unread].sort().map(([path, reason]) => ({ path, reason })),
    defects: [...defects].sort().map(([what, times]) => ({ what, count: times })),
  };
}
