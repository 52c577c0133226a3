/** What a suggested wording may take over from the sentence it stands for; `src/text/wording/slots.ts` reads them. */
export const SLOTS = [
  'service',
  'what',
  'done',
  'do',
  'could',
  'may',
  'whom',
  'that',
  'names',
  'when',
] as const;
export type Slot = (typeof SLOTS)[number];

/** Slots that a wording names, in its order. */
export function slotsOf(write: string): string[] {
  return [...write.matchAll(/\{([^{}]*)\}/g)].map((m) => m[1] ?? '');
}
