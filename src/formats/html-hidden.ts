/** How an element's style hides its text. `null`: the style says nothing about it. */
export interface Hiding {
  /** Out of sight with all it holds: nothing inside can bring itself back. */
  readonly gone: boolean;
  /** Hidden text that a descendant may show again (newsletters set a cell's font size to 0). */
  readonly noSize: boolean | null;
  readonly invisible: boolean | null;
}

export const SHOWN: Hiding = { gone: false, noSize: null, invisible: null };
const GONE: Hiding = { gone: true, noSize: null, invisible: null };

/** Names of classes and ids (`.preheader`, `#x`) that a style sheet hides. */
export type HiddenNames = ReadonlySet<string>;

/** What the attributes of a start tag do to its text. */
export function hidingOf(attributes: ReadonlyMap<string, string>, hidden: HiddenNames): Hiding {
  if (attributes.size === 0) return SHOWN;
  if (attributes.has('hidden')) return GONE;
  const style = attributes.get('style');
  const own = style === undefined ? SHOWN : hidingOfStyle(style);
  if (own.gone || hidden.size === 0) return own;
  const shownAgain = style !== undefined && /display:(?!none)/.test(bareStyle(style));
  return !shownAgain && isNamed(attributes, hidden) ? GONE : own;
}

function isNamed(attributes: ReadonlyMap<string, string>, hidden: HiddenNames): boolean {
  if (hidden.has(`#${attributes.get('id') ?? ''}`)) return true;
  const classes = attributes.get('class')?.split(/\s+/) ?? [];
  return classes.some((name) => hidden.has(`.${name}`));
}

function hidingOfStyle(style: string): Hiding {
  const css = bareStyle(style);
  const clipped =
    /overflow:hidden/.test(css) && /(?:^|;)(?:max-)?(?:height|width):0(?!\.?\d)/.test(css);
  const opacity = /(?:^|;)opacity:0*\.?0*(?:;|!|$)/.test(css);
  if (clipped || opacity || /(?:^|;)(?:display:none|mso-hide:all)/.test(css)) return GONE;
  const size = /(?:^|;)font-size:([^;]*)/.exec(css)?.[1];
  const visibility = /(?:^|;)visibility:([^;]*)/.exec(css)?.[1];
  if (size === undefined && visibility === undefined) return SHOWN;
  return {
    gone: false,
    noSize: size === undefined ? null : /^0*\.?0*(?:[a-z%]+)?(?:!|$)/.test(size),
    invisible: visibility === undefined ? null : /^(?:hidden|collapse)/.test(visibility),
  };
}

/** Lower case, without blanks, comments and escapes, which are ways to write "display:none". */
function bareStyle(style: string): string {
  return style
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex: string, dec: string) =>
      codePoint(hex ? Number.parseInt(hex, 16) : Number(dec)),
    )
    .replace(/\/\*[^*]*\*\//g, '')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/[\s"']+/g, '')
    .toLowerCase();
}

function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/**
 * Classes and ids that a style sheet hides outright. Rules inside @media are left out: they hide
 * on some screens what others show.
 */
export function hiddenNames(css: string): Set<string> {
  const names = new Set<string>();
  let depth = 0;
  let from = 0;
  let selector = '';
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === '{') {
      if (depth++ === 0) selector = css.slice(from, i);
      from = i + 1;
    } else if (c === '}') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selector.includes('@')) addHidden(names, selector, css.slice(from, i));
      from = i + 1;
    }
  }
  return names;
}

function addHidden(names: Set<string>, selector: string, declarations: string): void {
  const hiding = hidingOfStyle(declarations);
  if (!hiding.gone && hiding.noSize !== true && hiding.invisible !== true) return;
  for (const one of selector.split(',')) {
    const simple = /^\s*[a-z0-9]*([.#][\w-]+)\s*$/i.exec(one);
    if (simple) names.add(simple[1]!);
  }
}
