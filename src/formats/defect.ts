import type { Defect } from '../model/message.js';

/** A defect: a kebab-case code and one sentence for a reader (what, where, what was done about it). */
export function defect(code: string, message: string): Defect {
  return { code, message };
}

/** Drops repeats of the same code and sentence, so that 10,000 broken parts say so once. */
export function distinct(defects: readonly Defect[]): Defect[] {
  const seen = new Set<string>();
  return defects.filter((d) => {
    const key = `${d.code}\n${d.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
