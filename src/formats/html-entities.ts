const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  pound: '£',
  euro: '€',
  copy: '©',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  bull: '•',
  middot: '·',
  eacute: 'é',
};

/** What an entity stands for; itself when its name is not known. */
export function decodeEntity(all: string, dec?: string, hex?: string, name?: string): string {
  if (name) return ENTITIES[name.toLowerCase()] ?? all;
  const code = dec ? Number(dec) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
