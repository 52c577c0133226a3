import { asc, eq, sql } from 'drizzle-orm';
import type { Access } from '../access.js';
import { appendAudit } from '../audit.js';
import { patternSwitches } from '../schema.js';
import type { PatternSwitch, PatternTally } from './store.js';

const { pattern, off, reason, who, at } = patternSwitches;
const shown = { pattern, off, reason, who, at };

export const switches = (access: Access): Promise<PatternSwitch[]> =>
  access.read((session) =>
    session
      .select(shown)
      .from(patternSwitches)
      .where(sql`seq IN (SELECT max(seq) FROM pattern_switches GROUP BY pattern)`)
      .orderBy(asc(pattern)),
  );

export async function switchedOff(access: Access): Promise<string[]> {
  return (await switches(access)).filter((it) => it.off).map((it) => it.pattern);
}

export const switchHistory = (access: Access, id: string): Promise<PatternSwitch[]> =>
  access.read((session) =>
    session
      .select(shown)
      .from(patternSwitches)
      .where(eq(pattern, id))
      .orderBy(asc(patternSwitches.seq)),
  );

export const switchPattern = (access: Access, change: PatternSwitch): Promise<void> =>
  access.write(async (tx) => {
    await tx.insert(patternSwitches).values(change);
    const detail = `${change.pattern}: ${change.reason}`;
    const action = change.off ? 'pattern-switched-off' : 'pattern-switched-on';
    await appendAudit(tx, { at: change.at, who: change.who, action, detail });
  });

/** The last decision on each finding rules; a note decides nothing. */
export const tallies = (access: Access): Promise<PatternTally[]> =>
  access.read(async (session) => {
    const rows = await session.values<[string, number, number, number, number]>(sql`
      SELECT i.pattern, count(*) FILTER (WHERE NOT i.lapsed),
        count(*) FILTER (WHERE i.state = 'confirmed'),
        count(*) FILTER (WHERE i.state = 'dismissed' AND ${LAST_DISMISSAL}
          NOT IN ('duplicate', 'out-of-scope')),
        count(*) FILTER (WHERE i.state = 'dismissed' AND ${LAST_DISMISSAL}
          IN ('duplicate', 'out-of-scope'))
      FROM review_items AS i GROUP BY i.pattern ORDER BY i.pattern`);
    return rows.map(([id, findings, confirmed, dismissed, setApart]) => {
      return { pattern: id, findings, confirmed, dismissed, setApart };
    });
  });

const LAST_DISMISSAL = sql`(SELECT v.dismissal FROM verdicts AS v
  WHERE v.finding_key = i.finding_key AND v.decision = 'dismiss' ORDER BY v.seq DESC LIMIT 1)`;
