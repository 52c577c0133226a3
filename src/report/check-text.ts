import type { CheckedFinding, CheckReport, Party, Place } from '../model/check.js';
import { cellWidth, wrap } from './cell-width.js';
import { plainText } from './plain-text.js';

export interface CheckTextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether to colour with ANSI sequences. */
  readonly colour: boolean;
  /** Tell also what fired, how sure it is, and what would make the words harmless. */
  readonly explain: boolean;
}

/** Narrower lines break every second word; wider ones the eye loses. */
const MIN_WIDTH = 50;
const MAX_WIDTH = 110;
/** "instead: ", and so far in all lines below it. */
const LABEL = 12;

const SGR = { high: '1;31', medium: '33', low: '36', bold: '1', dim: '2', good: '32' } as const;
type Style = keyof typeof SGR;

/** What a compiler would say of a letter, in kinder words: where, which words, why, what instead. */
export function renderCheckText(report: CheckReport, options: CheckTextOptions): string {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.floor(options.width) || MIN_WIDTH));
  return new Page(width, options).letter(report);
}

/** `12:3`, `paragraph 4`: as an editor or a reader finds it. */
export function placeText({ unit, line, column }: Place): string {
  if (unit === 'paragraph') return `paragraph ${line}`;
  return unit === 'text-line' ? `line ${line} of its text` : `${line}:${column}`;
}

class Page {
  constructor(
    readonly width: number,
    readonly options: CheckTextOptions,
  ) {}

  letter(report: CheckReport): string {
    const { findings, suppressed, notices, defects } = report;
    const lines = findings.flatMap((finding) => [...this.#finding(finding), '']);
    const quiet = findings.length === 0;
    return [
      ...lines,
      ...(quiet
        ? [
            `${this.#paint(plainText(report.path), 'bold')}: ${this.#paint('nothing found', 'good')}`,
          ]
        : []),
      ...(quiet && !this.options.explain ? [] : this.#para(this.#who(report))),
      ...suppressed.flatMap(({ finding, reason, by, until }) =>
        this.#para(`suppressed until ${until} by ${by}: ${finding.pattern} (${reason})`),
      ),
      ...notices.flatMap((notice) => this.#para(`note: ${notice}`)),
      ...defects.flatMap(({ message }) => this.#para(`note: ${message}`)),
      '',
    ]
      .join('\n')
      .replace(/\n{3,}/g, '\n\n');
  }

  #finding(finding: CheckedFinding): string[] {
    const { severity, document, place, explanation, clauses } = finding;
    const title = explanation.split(/\.(?:\s|$)/)[0] ?? '';
    const at = this.#at(document.path, place);
    const head = wrap(`${at}: ${severity}: ${plainText(title)}`, this.width);
    const engaged = clauses.map((c) => `${c.protocol} ¶${c.ref} ${c.title}`.trim()).join('; ');
    return [
      ...this.#paintHead(head, at, severity),
      ...this.#words(finding),
      ...this.#labelled('may engage', engaged),
      ...this.#labelled('why', explanationOnly(explanation, title)),
      ...this.#suggested(finding),
      ...this.#labelled('advice', finding.advice),
      ...this.#explained(finding),
      ...this.#labelled('pattern', finding.pattern, 'dim'),
    ];
  }

  #at(path: string, place: Place): string {
    const shown = plainText(path);
    return place.unit === 'line' ? `${shown}:${placeText(place)}` : `${shown}: ${placeText(place)}`;
  }

  #paintHead(lines: readonly string[], at: string, severity: CheckedFinding['severity']): string[] {
    if (!this.options.colour) return [...lines];
    const [first = '', ...rest] = lines;
    const cut = Math.min(first.length, at.length);
    const told = first.slice(cut).replace(severity, (word) => this.#paint(word, severity));
    return [this.#paint(first.slice(0, cut), 'bold') + told, ...rest];
  }

  /** The words in their paragraph, wrapped, with a line of marks under what is meant. */
  #words({ excerpt, place, severity, evidence }: CheckedFinding): string[] {
    const before = plainText(excerpt.before);
    const words = plainText(excerpt.words);
    const after = plainText(excerpt.after);
    const part = evidence[0]?.part ?? 'body';
    const label = part.startsWith('header:') ? part.slice('header:'.length) : '';
    const text = [label === '' ? '' : `${label}:`, before, words, after]
      .filter((t) => t !== '')
      .join(' ');
    const start = text.indexOf(
      words,
      (label === '' ? 0 : label.length + 2) + (before === '' ? 0 : before.length),
    );
    const end = start + words.length;
    const gutter = String(place.line).length + 1;
    const margin = ' '.repeat(gutter);
    let from = 0;
    return wrap(text, this.width - gutter - 3).flatMap((line, i) => {
      const at = text.indexOf(line, from);
      from = at + line.length;
      const marked = Math.max(start, at);
      const until = Math.min(end, from);
      const number = i === 0 ? `${place.line} `.padStart(gutter) : margin;
      const shown = `${this.#paint(`${number}|`, 'dim')} ${line}`;
      if (marked >= until) return [shown];
      const lead = ' '.repeat(cellWidth(text.slice(at, marked)));
      const marks = '^'.repeat(Math.max(1, cellWidth(text.slice(marked, until))));
      return [shown, `${this.#paint(`${margin}|`, 'dim')} ${lead}${this.#paint(marks, severity)}`];
    });
  }

  #suggested({ suggestions }: CheckedFinding): string[] {
    const done = new Set(['']);
    return suggestions.flatMap(({ write, first, quote }) => {
      const instead = write === '' ? `leave out “${plainText(quote)}”` : `“${plainText(write)}”`;
      const before = done.has(first) ? '' : first;
      done.add(first);
      return [...this.#labelled('instead', instead, 'good'), ...this.#labelled('first', before)];
    });
  }

  #explained({ because, confidence, harmlessWhen }: CheckedFinding): string[] {
    if (!this.options.explain) return [];
    return [
      ...this.#labelled('sure', `${Math.round(confidence * 100)} %`),
      ...because.flatMap((reason) => this.#labelled('because', reason)),
      ...harmlessWhen.flatMap((reason) => this.#labelled('harmless', `if ${lowerFirst(reason)}`)),
    ];
  }

  #labelled(label: string, text: string, style?: Style): string[] {
    if (text === '') return [];
    const lines = wrap(plainText(text), this.width - LABEL - 2);
    return lines.map((line, i) => {
      const head = i === 0 ? `${label}:`.padEnd(LABEL) : ' '.repeat(LABEL);
      return `  ${this.#paint(head, 'dim')}${style === undefined ? line : this.#paint(line, style)}`;
    });
  }

  #para(text: string): string[] {
    return wrap(plainText(text), this.width);
  }

  #who({ path, author, audience }: CheckReport): string {
    const to = audience.map((party) => partyText(party, this.options.explain)).join('; ');
    return `${path}: by ${partyText(author, this.options.explain)}${to === '' ? '' : `, to ${to}`}`;
  }

  #paint(text: string, style: Style): string {
    return this.options.colour && text !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text;
  }
}

function partyText({ name, role, reason }: Party, explain: boolean): string {
  const known = role === 'unknown' ? 'role not known' : role;
  const why = explain && reason !== '' ? `: ${reason}` : '';
  return `${name || 'somebody'} (${known}${why})`;
}

/** The rationale: the title went before it, the clauses have a line of their own. */
function explanationOnly(explanation: string, title: string): string {
  return explanation
    .slice(title.length)
    .replace(/^\.\s*/, '')
    .replace(/\s*It may engage [^\n]*$/, '');
}

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
