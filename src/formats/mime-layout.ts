import type { Defect } from '../model/message.js';
import { NESTING, PARTS } from './caps.js';
import { defect } from './defect.js';
import { type Entity, isMultipart, readEntity, undeclaredText } from './entity.js';
import { type Delimiter, guessBoundary, matchDelimiter, nextDashLine } from './mime-boundary.js';

/** Shared by a message and all it embeds, so that caps hold for the whole. */
export interface Allowance {
  parts: number;
}

/** Where everything in a message lies, and what other parsers would lose of it. */
export interface Layout {
  readonly root: Entity;
  /** Leaves in the order of the bytes. */
  readonly leaves: readonly Entity[];
  readonly defects: readonly Defect[];
  /** False when the bytes are broken in a way that mailparser is known to lose text by. */
  readonly clean: boolean;
}

/** An open multipart during the scan. */
interface Open {
  readonly entity: Entity;
  readonly boundary: Buffer;
  closed: boolean;
}

/**
 * Finds the parts of a message by one forgiving scan over its boundary lines: blanks after a
 * boundary, a missing last boundary, parts after the last boundary, text outside parts, a boundary
 * that never occurs. No byte is dropped: what is in no part becomes a leaf of its own.
 * @param depth how many messages this one is embedded in
 */
export function layOut(bytes: Buffer, depth: number, allowance: Allowance): Layout {
  const scan = new LayoutScan(bytes, depth, allowance);
  const root = readEntity(bytes, 0, bytes.length, 'text/plain');
  scan.noteHeaderEnd(root, 'message');
  if (isMultipart(root)) scan.fill(root, root.boundary, 0);
  return { root, leaves: leavesOf(root), defects: scan.defects, clean: scan.clean };
}

function leavesOf(root: Entity): Entity[] {
  const leaves: Entity[] = [];
  const visit = (entity: Entity): void => {
    if (!isMultipart(entity)) leaves.push(entity);
    for (const child of entity.children) visit(child);
  };
  visit(root);
  return leaves;
}

class LayoutScan {
  readonly defects: Defect[] = [];
  clean = true;

  constructor(
    private readonly bytes: Buffer,
    private readonly depth: number,
    private readonly allowance: Allowance,
  ) {}

  /** Fills a multipart with its parts; its body lies at `start`–`end`. */
  fill(multipart: Entity, boundary: string, level: number): void {
    const { start, end } = multipart;
    const stack: Open[] = [{ entity: multipart, boundary: Buffer.from(boundary), closed: false }];
    let current: Entity | null = null;
    let at = start;
    const finish = (until: number, leaving: boolean): void => {
      const { entity } = stack.at(-1)!;
      if (current) current.end = Math.max(until, current.start);
      // A multipart left without a part is one text in `settle`, its preamble included.
      else if (!leaving || entity.children.length > 0) this.keepOutside(entity, at, until);
      current = null;
    };
    for (let line = nextDashLine(this.bytes, at, end); line; ) {
      const found = this.match(stack, line.start, line.end);
      if (!found) {
        line = nextDashLine(this.bytes, line.end, end);
        continue;
      }
      const leaving = found.delimiter.closing || found.level < stack.length - 1;
      finish(beforeLineEnd(this.bytes, line.start, at), leaving);
      this.unwind(stack, found.level, line.start);
      at = line.end;
      if (found.delimiter.closing) stack.at(-1)!.closed = true;
      else {
        if (this.overAllowance(stack[0]!.entity, at, end)) return;
        current = this.openChild(stack, at, end, level);
        at = current?.start ?? stack.at(-1)!.entity.start;
      }
      line = nextDashLine(this.bytes, at, end);
    }
    finish(end, true);
    this.unwind(stack, 0, end);
    this.settle(stack[0]!, end, level);
  }

  /** The open multipart a line delimits; closed ones only when no open one fits. */
  private match(stack: Open[], start: number, end: number) {
    let reopened: { level: number; delimiter: Delimiter } | null = null;
    for (let level = stack.length - 1; level >= 0; level--) {
      const open = stack[level]!;
      const delimiter = matchDelimiter(this.bytes, start, end, open.boundary);
      if (!delimiter) continue;
      if (delimiter.blanks) this.note('boundary-blanks', 'Blanks follow a boundary line; ignored.');
      if (!open.closed) return { level, delimiter };
      if (!delimiter.closing) reopened ??= { level, delimiter };
    }
    if (reopened) {
      stack[reopened.level]!.closed = false;
      this.note('boundary-after-close', 'Parts follow the last boundary; they were read too.');
    }
    return reopened;
  }

  /** Leaves multiparts further in than `level`. */
  private unwind(stack: Open[], level: number, end: number): void {
    while (stack.length - 1 > level) this.settle(stack.pop()!, end, stack.length);
  }

  /** What is to be said of, and saved from, a multipart when its end is reached. */
  private settle(open: Open, end: number, level: number): void {
    const { entity } = open;
    entity.end = end;
    if (!entity.children.some((child) => !child.outside)) this.noParts(entity, level);
    else if (!open.closed)
      this.note('missing-final-boundary', 'A last boundary is missing; its part runs to the end.');
  }

  /** A multipart whose boundary never occurs: the one that does is taken, else all of it is text. */
  private noParts(entity: Entity, level: number): void {
    entity.children.length = 0;
    const guess = guessBoundary(this.bytes, entity.start, entity.end, entity.boundary);
    if (guess !== null) {
      this.note('boundary-never-occurs', 'The declared boundary never occurs; the one used was.');
      this.fill(entity, guess, level);
      return;
    }
    this.note('boundary-never-occurs', 'The declared boundary never occurs; read as one text.');
    entity.type = 'text/plain';
  }

  /** Reads a part's headers; null when it is a multipart, which is then on the stack. */
  private openChild(stack: Open[], start: number, end: number, level: number): Entity | null {
    const parent = stack.at(-1)!.entity;
    const digest = parent.type === 'multipart/digest';
    const child = readEntity(this.bytes, start, end, digest ? 'message/rfc822' : 'text/plain');
    if (digest) this.clean = false;
    parent.children.push(child);
    this.noteHeaderEnd(child, 'part');
    if (!isMultipart(child)) return child;
    if (this.depth + level + stack.length >= NESTING) {
      const what = `Parts are nested more than ${NESTING} deep; the rest was read as one text.`;
      this.note('cap-nesting', what);
      child.type = 'text/plain';
      return child;
    }
    if (stack.some((open) => open.entity.boundary === child.boundary)) this.clean = false;
    stack.push({ entity: child, boundary: Buffer.from(child.boundary), closed: false });
    return null;
  }

  private overAllowance(root: Entity, at: number, end: number): boolean {
    this.allowance.parts++;
    if (this.allowance.parts <= PARTS) return false;
    this.note('cap-parts', `More than ${PARTS} parts; the rest was read as one text.`);
    root.children.push(undeclaredText(at, end));
    return true;
  }

  private keepOutside(parent: Entity, start: number, end: number): void {
    if (isNotice(this.bytes, start, end)) return;
    const what = 'Text stands before the first or after the last boundary; it was kept as a part.';
    this.note('text-outside-parts', what);
    parent.children.push(undeclaredText(start, end));
  }

  noteHeaderEnd(entity: Entity, what: 'message' | 'part'): void {
    if (entity.oddHeaderEnd === null) return;
    if (entity.oddHeaderEnd === 'end-of-bytes' && what === 'message' && entity.start > 0) return;
    if (entity.oddHeaderEnd === 'blank-line') {
      const end = `The headers of a ${what} end at a line of blanks; what follows was read as text.`;
      this.note('header-end-blank-line', end);
    } else if (entity.oddHeaderEnd === 'cap') {
      this.note('cap-header-bytes', `The headers of a ${what} are too long; the rest is text.`);
    } else if (entity.oddHeaderEnd === 'no-line') {
      this.note('header-end-missing', `No empty line ends the headers of a ${what}.`);
    }
    this.clean = false;
  }

  private note(code: string, message: string): void {
    this.clean = false;
    if (!this.defects.some((d) => d.code === code && d.message === message))
      this.defects.push(defect(code, message));
  }
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(bytes: Buffer, lineStart: number, floor: number): number {
  if (lineStart - 1 < floor || bytes[lineStart - 1] !== 0x0a) return lineStart;
  return lineStart - 2 >= floor && bytes[lineStart - 2] === 0x0d ? lineStart - 2 : lineStart - 1;
}

/** What mail programs put before the first boundary for readers without MIME, and nothing else. */
const NOTICE =
  /^(?:(?:\W*(?:this is an?|this message is in) (?:cryptographically signed message|openpgp\/mime signed message|authentication-results|multi-?part message)[^.\n]*(?:\.|$)|[^.\n]*mail ?reader does not understand[^.\n]*(?:format)?[^.\n]*\.|some or all of this message may not be legible\.?)\s*)*$/i;

function isNotice(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 600) return /^\s*$/.test(bytes.toString('latin1', start, end));
  const text = bytes.toString('latin1', start, Math.max(start, end)).trim();
  return text === '' || NOTICE.test(text);
}
