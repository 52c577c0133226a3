/** Kinds of things that are taken out, as their labels begin. */
export const LABEL_KINDS = [
  'Member',
  'Officer',
  'Political assistant',
  'Person',
  'Mailbox',
  'Team',
  'name',
  'place',
  'address',
  'email',
  'phone',
  'reference',
  'link',
  'document',
  'source',
  'case',
] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** What stands in a report for something taken out, and the words it stood for. */
export interface Taken {
  readonly label: string;
  readonly words: readonly string[];
}

/** Spellings listed in a preview; a name in a hundred thousand quotes has few. */
const MOST_SPELLINGS = 8;

/**
 * Gives out labels: the same thing has the same label in every part and format of a report. Numbered
 * by first appearance, so that a label tells nothing of the name behind it.
 */
export class Labels {
  readonly #labels = new Map<string, string>();
  readonly #next = new Map<LabelKind, number>();
  readonly #words = new Map<string, Set<string>>();

  /** @param key what is the same thing; never shown */
  of(kind: LabelKind, key: string, words: string): string {
    const id = `${kind}\n${key}`;
    const label = this.#labels.get(id) ?? this.#make(kind, id);
    const spellings = this.#words.get(label) ?? new Set();
    if (words !== '' && spellings.size < MOST_SPELLINGS) spellings.add(words);
    this.#words.set(label, spellings);
    return label;
  }

  #make(kind: LabelKind, id: string): string {
    const number = (this.#next.get(kind) ?? 0) + 1;
    this.#next.set(kind, number);
    const label = `${kind} ${number}`;
    this.#labels.set(id, label);
    return label;
  }

  /** All labels given so far, with what they stand for, in the order of their kinds. */
  taken(): Taken[] {
    const place = (label: string): number =>
      LABEL_KINDS.findIndex((kind) => label.startsWith(`${kind} `));
    return [...this.#words]
      .map(([label, words]) => ({ label, words: [...words].sort() }))
      .sort((a, b) => place(a.label) - place(b.label));
  }
}
