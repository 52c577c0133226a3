import { type Attribution, readAttribution } from './attribution.js';
import { type QuotedHeader, readHeaderBlock } from './header-block.js';
import { type Level, openLevel, type Stretch } from './levels.js';
import { isEmpty, type Line, MAX_JUDGED_LINE } from './lines.js';
import { isRule, type Marker, readMarker, subjectBefore } from './markers.js';

/**
 * Most levels of quoting told apart. A longer thread's oldest messages share the last level; the cap
 * bounds the work on a text that opens a quote on every line.
 */
export const MAX_LEVELS = 48;

/** Empty lines allowed between a marker or attribution and what it announces. */
const MAX_EMPTY = 3;

interface Region {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly level: Level;
  /** The region was opened by marks alone: a header at its start is its own, not a deeper one's. */
  readonly headless: boolean;
}

/**
 * Divides a part's lines among the messages it is made of, outermost first.
 *
 * @param root the level of the part itself
 * @param headless a header block at the very start tells of `root` itself (attachments)
 */
export function divide(
  text: string,
  lines: readonly Line[],
  root: Level,
  headless: boolean,
): Stretch[] {
  const reader = new RegionReader(text, lines);
  reader.read({ from: 0, to: lines.length, depth: 0, level: root, headless });
  return reader.stretches;
}

class RegionReader {
  readonly stretches: Stretch[] = [];

  constructor(
    private readonly text: string,
    private readonly lines: readonly Line[],
  ) {}

  read(region: Region): void {
    let index = region.headless ? this.readOwnHead(region) : region.from;
    let from = index;
    let quote: Level | null = null;
    while (index < region.to) {
      const line = this.lines[index]!;
      if (line.depth > region.depth && !this.isStrayMark(region, index)) {
        const end = this.quoteEnd(region, index);
        this.add(from, index, region.level, 'text');
        if (quote === null || (quote.headed && this.beginsWithHead(index, end))) {
          quote = this.open(region.level, 'marks');
        }
        this.readQuote(region, quote, index, end);
        index = end;
        from = end;
        continue;
      }
      const opened = isEmpty(line) ? null : this.openAt(region, index);
      if (opened === null) {
        index += 1;
        continue;
      }
      this.add(from, index, region.level, 'text');
      this.add(index, opened.body, opened.level, 'head');
      quote = opened.level;
      index = opened.marked ? opened.body : this.readRest(region, opened);
      from = index;
    }
    this.add(from, region.to, region.level, 'text');
  }

  private open(parent: Level, opening: Level['opening']): Level {
    if (parent.depth >= MAX_LEVELS && parent.parent !== null) return parent;
    return openLevel(parent, opening, subjectBefore(parent.subject));
  }

  /** A second marked quote with a header of its own is another message, not more of the first. */
  private beginsWithHead(from: number, to: number): boolean {
    const index = this.skipEmpty(from, to, MAX_EMPTY);
    return index < to && this.readHead(index, to, true)?.header != null;
  }

  /** A quoted region: what the marks enclose, at their depth. A header at its start is its own. */
  private readQuote(region: Region, level: Level, from: number, to: number): void {
    const headless = !level.headed && level !== region.level;
    this.read({ from, to, depth: region.depth + 1, level, headless });
  }

  /** All that follows an unmarked header block is the message it heads, down to an end marker. */
  private readRest(region: Region, opened: Opened): number {
    let end = region.to;
    for (let index = opened.body; index < region.to; index += 1) {
      if (this.marker(index) === 'end' && this.lines[index]!.depth === region.depth) {
        end = index;
        break;
      }
    }
    const inner = { from: opened.body, to: end, depth: region.depth, level: opened.level };
    this.read({ ...inner, headless: false });
    if (end === region.to) return end;
    this.add(end, end + 1, opened.level, 'head');
    return end + 1;
  }

  /** Reads the header or attribution that opens a quoted region or an attachment, if there is one. */
  private readOwnHead(region: Region): number {
    const index = this.skipEmpty(region.from, region.to, MAX_EMPTY);
    if (index >= region.to || this.lines[index]!.depth !== region.depth) return region.from;
    const head = this.readHead(index, region.to, true);
    if (head === null) return region.from;
    if (head.marker === 'forwarded' && region.level.kind === 'quoted')
      region.level.kind = 'forwarded';
    if (head.header === null && head.attribution === null) return region.from;
    fill(region.level, head);
    this.add(region.from, head.next, region.level, 'head');
    return head.next;
  }

  /** Opens the level whose announcement begins at `index`, or null when ordinary text stands there. */
  private openAt(region: Region, index: number): Opened | null {
    if (region.level.depth >= MAX_LEVELS) return null;
    const head = this.readHead(index, region.to, false);
    if (head === null) return null;
    const body = this.skipEmpty(head.next, region.to, MAX_EMPTY);
    const marked = body < region.to && this.lines[body]!.depth > region.depth;
    if (head.attribution !== null && head.header === null && !marked && !head.attribution.certain) {
      return null;
    }
    const opening =
      head.marker === 'forwarded' ? 'forwarded' : head.header ? 'header' : 'attribution';
    const level = this.open(region.level, opening);
    fill(level, head);
    return { level, body: head.next, marked };
  }

  /** Marker, rule, header block or attribution at `index`, taken together as far as they go. */
  private readHead(index: number, to: number, alone: boolean): Head | null {
    const line = this.lines[index]!;
    if (line.end - line.content > MAX_JUDGED_LINE) return null;
    const marker = this.marker(index);
    if (marker === 'end') return null;
    const ruled = marker === null && isRule(this.words(index));
    if (marker === null && !ruled) {
      const header = readHeaderBlock(this.text, this.lines, index, to, alone);
      if (header !== null) return { marker: null, header, attribution: null, next: header.next };
      const attribution = readAttribution(this.text, this.lines, index, to);
      if (attribution === null) return null;
      return { marker: null, header: null, attribution, next: attribution.next };
    }
    const after = this.skipEmpty(index + 1, to, MAX_EMPTY);
    const level = after < to && this.lines[after]!.depth === line.depth;
    const header = level
      ? readHeaderBlock(this.text, this.lines, after, to, marker !== null)
      : null;
    if (header !== null) return { marker, header, attribution: null, next: header.next };
    if (ruled) return null;
    return { marker, header: null, attribution: null, next: index + 1 };
  }

  /** End of the run of lines quoted deeper than the region, empty lines and broken folds included. */
  private quoteEnd(region: Region, from: number): number {
    let end = from;
    for (let index = from; index < region.to; index += 1) {
      const line = this.lines[index]!;
      if (line.depth > region.depth) end = index + 1;
      else if (!isEmpty(line) && !this.isBrokenFold(region, index)) break;
    }
    return end;
  }

  /**
   * The tail of a quoted line that was folded without a mark: right between two marked lines, the
   * first of them long and unfinished, and going on in lower case.
   */
  private isBrokenFold(region: Region, index: number): boolean {
    const before = this.lines[index - 1];
    const after = this.lines[index + 1];
    if (before === undefined || after === undefined || index + 1 >= region.to) return false;
    if (before.depth <= region.depth || after.depth <= region.depth || isEmpty(before))
      return false;
    const line = this.lines[index]!;
    if (before.end - before.start < 60 || line.end - line.start > 40) return false;
    return /^[a-z]/.test(this.words(index)) && !/[.!?:]\s*$/.test(this.words(index - 1));
  }

  /** ">From now on" is an escape of mbox files, not a quote, when it stands alone. */
  private isStrayMark(region: Region, index: number): boolean {
    const line = this.lines[index]!;
    if (line.depth !== region.depth + 1 || !this.text.startsWith('>From ', line.start))
      return false;
    const neighbours = [this.lines[index - 1], this.lines[index + 1]];
    return neighbours.every((other) => other === undefined || other.depth <= region.depth);
  }

  private skipEmpty(from: number, to: number, most: number): number {
    let index = from;
    while (index < to && index - from < most && isEmpty(this.lines[index]!)) index += 1;
    return index;
  }

  private marker(index: number): Marker | null {
    return readMarker(this.words(index));
  }

  private words(index: number): string {
    const line = this.lines[index]!;
    if (line.end - line.content > MAX_JUDGED_LINE) return '';
    return this.text.slice(line.content, line.end).trim();
  }

  private add(from: number, to: number, level: Level, role: Stretch['role']): void {
    if (from < to) this.stretches.push({ from, to, level, role });
  }
}

interface Head {
  readonly marker: Marker | null;
  readonly header: QuotedHeader | null;
  readonly attribution: Attribution | null;
  readonly next: number;
}

interface Opened {
  readonly level: Level;
  /** First line after the announcement. */
  readonly body: number;
  /** What it announces is quoted with `>` marks, so text after them is the region's own again. */
  readonly marked: boolean;
}

function fill(level: Level, head: Head): void {
  const told = head.header ?? head.attribution;
  if (told === null) return;
  level.headed = told.author !== null;
  level.author = told.author ?? level.author;
  if (told.sentAt !== '') level.sentAt = told.sentAt;
  if (head.header === null) return;
  if (head.header.audience.length > 0) level.audience = head.header.audience;
  if (head.header.subject !== null) level.subject = head.header.subject;
}
