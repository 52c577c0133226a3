import iconv from 'iconv-lite';
import { RTF_DEPTH } from './caps.js';
import { asBuffer, type Decoded } from './charset.js';
import { defect } from './defect.js';
import { rtfTokens } from './rtf-tokens.js';

/** Groups that hold no words of the letter: tables of fonts, pictures, field codes, settings. */
const NO_WORDS = new Set(
  'fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore listtable listoverridetable rsidtbl generator fldinst xmlnstbl mmathPr latentstyles filetbl revtbl atnid atnauthor atntime atnref bkmkstart bkmkend nonshppict blipuid'.split(
    ' ',
  ),
);

/** Marked as skippable by whoever does not know them, and yet text. */
const WORDS_AFTER_STAR = new Set(['shpinst', 'shptxt', 'annotation', 'footnote']);

/** What a control word puts into the text. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['par', '\n\n'],
  ['sect', '\n\n'],
  ['page', '\n\n'],
  ['line', '\n'],
  ['row', '\n'],
  ['cell', '\t'],
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00a0'],
  ['_', '-'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
  ['\n', '\n\n'],
]);

/** What a group inherits from the one around it. */
interface Group {
  readonly wordless: boolean;
  readonly hidden: boolean;
  /** Characters to leave out after a `\u`: what older readers show instead. */
  readonly fallback: number;
}

/** Text of a rich text file: its paragraphs, without fonts, pictures and field codes. */
export async function readRtf(bytes: Uint8Array): Promise<Decoded> {
  const reader = new RtfReader();
  await rtfTokens(asBuffer(bytes), {
    open: () => reader.open(),
    close: () => reader.close(),
    control: (word, param) => reader.control(word, param),
    text: (data) => reader.text(data),
  });
  return reader.result();
}

class RtfReader {
  readonly #out: string[] = [];
  #bytes: Buffer[] = [];
  #group: Group = { wordless: false, hidden: false, fallback: 1 };
  readonly #outer: Group[] = [];
  #tooDeep = 0;
  #wasTooDeep = false;
  #hidText = false;
  #skip = 0;
  #starred = false;
  #codePage = 'windows-1252';

  open(): void {
    this.#flush();
    this.#skip = 0;
    if (this.#outer.length < RTF_DEPTH) this.#outer.push(this.#group);
    else {
      this.#tooDeep += 1;
      this.#wasTooDeep = true;
    }
  }

  close(): void {
    this.#flush();
    this.#skip = 0;
    if (this.#tooDeep > 0) this.#tooDeep -= 1;
    else this.#group = this.#outer.pop() ?? this.#group;
  }

  control(word: string, param: number | undefined): void {
    const starred = this.#starred;
    this.#starred = false;
    if (word === '*') this.#starred = true;
    else if (word === 'u' && param !== undefined) this.#unicode(param);
    else if (this.#skip > 0 && word !== 'uc') this.#skip -= 1;
    else if (NO_WORDS.has(word) || (starred && !WORDS_AFTER_STAR.has(word)))
      this.#group = { ...this.#group, wordless: true };
    else if (word === 'v' || word === 'deleted')
      this.#group = { ...this.#group, hidden: param !== 0 };
    else if (word === 'plain') this.#group = { ...this.#group, hidden: false };
    else if (word === 'uc')
      this.#group = { ...this.#group, fallback: Math.min(Math.max(param ?? 1, 0), 10) };
    else if (word === 'ansicpg') this.#setCodePage(`windows-${param ?? 1252}`);
    else if (word === 'mac') this.#setCodePage('macintosh');
    else this.#say(MARKS.get(word) ?? '');
  }

  text(data: Buffer): void {
    this.#starred = false;
    const skipped = Math.min(this.#skip, data.length);
    this.#skip -= skipped;
    if (this.#mayShow(data.length > skipped)) this.#bytes.push(data.subarray(skipped));
  }

  result(): Decoded {
    this.#flush();
    const text = this.#out
      .join('')
      .replace(/\n\n\t/g, '\t')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    const defects = [
      ...(this.#wasTooDeep
        ? [defect('cap-rtf-depth', `Rich text is nested more than ${RTF_DEPTH} deep.`)]
        : []),
      ...(this.#hidText
        ? [defect('hidden-text', 'Rich text hides some of its text from readers; it was left out.')]
        : []),
      ...(text === '' ? [defect('rtf-without-text', 'The rich text file holds no text.')] : []),
    ];
    return { text, defects };
  }

  #mayShow(isText: boolean): boolean {
    if (isText && this.#group.hidden && !this.#group.wordless) this.#hidText = true;
    return !this.#group.wordless && !this.#group.hidden;
  }

  /** `\u8217?`: a signed 16-bit unit, then so many characters for readers that know no Unicode. */
  #unicode(param: number): void {
    this.#say(String.fromCharCode(param & 0xffff));
    this.#skip = this.#group.fallback;
  }

  #say(text: string): void {
    if (text === '' || !this.#mayShow(text.trim() !== '')) return;
    this.#flush();
    this.#out.push(text);
  }

  /** Bytes of one run are decoded together: a character may take two of them. */
  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#out.push(iconv.decode(Buffer.concat(this.#bytes), this.#codePage));
    this.#bytes = [];
  }

  #setCodePage(name: string): void {
    this.#flush();
    const asked = name === 'windows-65001' ? 'utf-8' : name;
    if (iconv.encodingExists(asked)) this.#codePage = asked;
  }
}
