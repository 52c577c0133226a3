import { decodeText } from './charset.js';
import { decodeWords } from './encoded-words.js';

/** A structured header such as `text/plain; charset="utf-8"`. */
export interface Parameterised {
  /** Lower-cased; empty when missing. */
  readonly value: string;
  /** Lower-cased names; values decoded (RFC 2231, and RFC 2047 where senders misuse it). */
  readonly params: ReadonlyMap<string, string>;
}

/** Parses a Content-Type or Content-Disposition value; forgiving, linear in its length. */
export function parseParameters(header: string): Parameterised {
  const [value = '', ...rest] = splitAtSemicolons(header);
  const raw = new Map<string, string>();
  for (const piece of rest) {
    const eq = piece.indexOf('=');
    if (eq < 0) continue;
    const name = piece.slice(0, eq).trim().toLowerCase();
    // The first wins: two boundaries or names are an attempt to show two programs two things.
    if (name !== '' && !raw.has(name)) raw.set(name, piece.slice(eq + 1).trim());
  }
  return { value: value.trim().toLowerCase(), params: joinContinuations(raw) };
}

/** Cuts at `;` outside quotes, takes quotes and backslashes off, drops comments in the value. */
function splitAtSemicolons(header: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let comment = 0;
  for (let i = 0; i < header.length; i++) {
    const c = header[i]!;
    if (quoted) {
      if (c === '\\' && i + 1 < header.length) piece += header[++i];
      else if (c === '"') quoted = false;
      else piece += c;
    } else if (comment > 0) {
      if (c === ')') comment--;
      else if (c === '(') comment++;
    } else if (c === '"') quoted = true;
    else if (c === '(' && /[\s;]$|^$/.test(piece.slice(-1))) comment++;
    else if (c === ';') {
      pieces.push(piece);
      piece = '';
    } else piece += c;
  }
  pieces.push(piece);
  return pieces;
}

/** RFC 2231: `name*0*=utf-8''a%20b; name*1=c` → `name`. */
function joinContinuations(raw: ReadonlyMap<string, string>): Map<string, string> {
  const params = new Map<string, string>();
  const sections = new Map<string, { order: number; text: string; encoded: boolean }[]>();
  for (const [key, text] of raw) {
    const split = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(key);
    if (!split || !key.includes('*')) params.set(key, decodeWords(text));
    else {
      const list = sections.get(split[1]!) ?? [];
      list.push({ order: Number(split[2] ?? 0), text, encoded: split[3] === '*' });
      sections.set(split[1]!, list);
    }
  }
  for (const [name, list] of sections) {
    list.sort((a, b) => a.order - b.order);
    const lead = /^([^']*)'[^']*'/.exec(list[0]?.encoded ? list[0].text : '');
    const bytes = list.map((section, i) => {
      const text = i === 0 && lead ? section.text.slice(lead[0].length) : section.text;
      return section.encoded ? percentDecode(text) : Buffer.from(text, 'utf8');
    });
    params.set(name, decodeText(Buffer.concat(bytes), lead?.[1] ?? '').text);
  }
  return params;
}

function percentDecode(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin1, 'latin1');
}
