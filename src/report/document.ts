/** A chart of counts: each label with the period's and the earlier period's. */
export interface Chart {
  readonly title: string;
  /** What a reader who does not see it needs to know; the figures stand in the table beside it. */
  readonly alt: string;
  readonly series: readonly [string, string];
  readonly bars: readonly { readonly label: string; readonly values: readonly [number, number] }[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  /** The first column heads its row. `share` of the width, out of the sum of all. */
  readonly columns: readonly {
    readonly title: string;
    readonly isNumber?: boolean;
    readonly share: number;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * What a report says, without how it looks: html, docx and pdf print the same blocks, so that no
 * format says anything the others do not.
 */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3;
      readonly text: string;
      readonly newPage?: boolean;
    }
  /** `number`: paragraphs are quoted by number in a meeting. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly number?: number }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | TableBlock
  | { readonly kind: 'chart'; readonly chart: Chart; readonly table: TableBlock }
  /** Words of a message, as they stood. */
  | { readonly kind: 'quote'; readonly text: string };

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  /** Label and value, under the title. */
  readonly facts: readonly (readonly [string, string])[];
  readonly blocks: readonly Block[];
  /** ISO day: the only date in the metadata of any format. */
  readonly date: string;
}
