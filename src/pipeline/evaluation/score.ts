import { categorySchema } from '../../model/category.js';
import type { CategoryScore, Confusion, Rate, Score } from '../../model/evaluation.js';
import type { Finding } from '../../model/finding.js';
import type { Labels } from './labelled.js';
import { plainWords } from './read-set.js';

/** A labelled message and what was found in it at or above the threshold. */
export interface Judged {
  readonly labels: Labels;
  readonly findings: readonly Finding[];
}

/** Scored categories: `procedure` is low-key and not labelled. */
export const SCORED = categorySchema.options.filter((c) => c !== 'procedure');

const Z95 = 1.96;

/** A share with its Wilson interval; of nothing, the share is 0 and the interval the whole range. */
export function rate(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, value: 0, low: 0, high: 1 };
  const p = hits / of;
  const z2 = (Z95 * Z95) / of;
  const middle = p + z2 / 2;
  const spread = Z95 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of));
  const round = (x: number): number => Math.round(Math.min(1, Math.max(0, x)) * 1000) / 1000;
  return {
    hits,
    of,
    value: round(p),
    low: round((middle - spread) / (1 + z2)),
    high: round((middle + spread) / (1 + z2)),
  };
}

/** Scores judged messages by category: a category counts once a message. */
export function score(judged: readonly Judged[], threshold: number): Score {
  const tally = new Map<string, { tp: number; fp: number; fn: number }>();
  for (const category of SCORED) tally.set(category, { tp: 0, fp: 0, fn: 0 });
  const confusion: Confusion[] = [];
  const bins = BINS.map(([from, to]) => ({ from, to, right: 0, all: 0 }));
  let overlapping = 0;
  let withSpans = 0;
  for (const { labels, findings } of judged) {
    for (const f of findings) {
      const bin = bins.find((b) => f.confidence >= b.from && f.confidence < b.to);
      if (!bin || f.category === 'procedure' || labels.optional.includes(f.category)) continue;
      bin.all += 1;
      if (labels.labels.includes(f.category)) bin.right += 1;
    }
    const shown = findings.filter((f) => f.confidence >= threshold);
    for (const category of SCORED) {
      const found = shown.filter((f) => f.category === category);
      const wanted = labels.labels.includes(category);
      const counts = tally.get(category)!;
      if (wanted && found.length > 0) {
        counts.tp += 1;
        const spans = labels.spans.filter((s) => s.label === category);
        if (spans.length > 0) {
          withSpans += 1;
          if (spans.some((s) => found.some((f) => touches(f, s.quote)))) overlapping += 1;
        }
      } else if (wanted) {
        counts.fn += 1;
        confusion.push(missed(labels, category));
      } else if (found.length > 0 && !labels.optional.includes(category)) {
        counts.fp += 1;
        confusion.push(falseAlarm(labels, found[0]!));
      }
    }
  }
  return {
    messages: judged.length,
    overall: categoryScore('overall', sum([...tally.values()])),
    categories: SCORED.map((c) => categoryScore(c, tally.get(c)!)),
    nearMissAlarms: alarms(judged, 'near-miss', threshold),
    ordinaryAlarms: alarms(judged, 'ordinary', threshold),
    spanOverlap: rate(overlapping, withSpans),
    reliability: bins.map((b) => ({
      from: b.from,
      to: Math.min(1, b.to),
      right: rate(b.right, b.all),
    })),
    confusion,
  };
}

const BINS = [
  [0.3, 0.5],
  [0.5, 0.6],
  [0.6, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
] as const;

interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

function sum(counts: readonly Counts[]): Counts {
  return counts.reduce((a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn }), {
    tp: 0,
    fp: 0,
    fn: 0,
  });
}

function categoryScore(category: string, { tp, fp, fn }: Counts): CategoryScore {
  const f1 = tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn);
  return {
    category,
    precision: rate(tp, tp + fp),
    recall: rate(tp, tp + fn),
    f1: Math.round(f1 * 1000) / 1000,
  };
}

function alarms(judged: readonly Judged[], kind: string, threshold: number): Rate {
  const clean = judged.filter((j) => j.labels.kind === kind);
  const alarmed = clean.filter((j) =>
    j.findings.some(
      (f) =>
        f.confidence >= threshold &&
        f.category !== 'procedure' &&
        !j.labels.optional.includes(f.category),
    ),
  );
  return rate(alarmed.length, clean.length);
}

/** Header evidence is labelled by the header's name, words by overlap. */
function touches(finding: Finding, quote: string): boolean {
  return finding.evidence.some((e) => {
    if (quote === 'Bcc' || quote === 'Date') {
      return e.part === `header:${quote.toLowerCase()}` || finding.category === 'out-of-hours';
    }
    const a = plainWords(e.quote);
    const b = plainWords(quote);
    if (a.includes(b) || b.includes(a)) return true;
    // Partial overlap: a run of five words in common.
    const words = b.split(' ');
    return words.some(
      (_, i) => i + 5 <= words.length && a.includes(words.slice(i, i + 5).join(' ')),
    );
  });
}

function missed(labels: Labels, category: string): Confusion {
  const words = labels.spans.filter((s) => s.label === category).map((s) => s.quote);
  return {
    id: labels.id,
    category,
    kind: 'missed',
    words: words.join(' … '),
    pattern: '',
    confidence: 0,
    why: labels.why,
  };
}

function falseAlarm(labels: Labels, finding: Finding): Confusion {
  return {
    id: labels.id,
    category: finding.category,
    kind: 'false-alarm',
    words: finding.evidence[0]?.quote ?? '',
    pattern: finding.pattern,
    confidence: finding.confidence,
    why: labels.why,
  };
}
