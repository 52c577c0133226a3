/** A job of the local transport and where it stands. */
export interface Entry {
  readonly id: string;
  readonly data: unknown;
  readonly priority: number;
  /** Order of arrival, for equal priorities. */
  readonly order: number;
  attempt: number;
  state: 'outside' | 'waiting' | 'running' | 'delayed' | 'failed';
  reason: string;
  timer?: NodeJS.Timeout;
}

/** Inserts by (priority, order); the lists are bounded by the depth limit, so a splice is cheap. */
export function insertInOrder<T>(list: T[], item: T, keyOf: (item: T) => Entry): void {
  const key = keyOf(item);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = keyOf(list[middle]!);
    const before =
      other.priority < key.priority || (other.priority === key.priority && other.order < key.order);
    if (before) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, item);
}
