import { basename, extname } from 'node:path';

/**
 * Files that lie beside correspondence in real folders and are none. They are counted, not read, and
 * no cause for a warning; one that is named on the command line is still looked at.
 */
const EXTENSIONS = new Set(
  (
    'csv tsv json jsonl ndjson yml yaml toml ini xml xsd md markdown rst log lock sarif ' +
    'xls xlsx xlsm ods ppt pptx odp ics vcf vcard ' +
    'png jpg jpeg gif bmp tif tiff webp svg ico heic mp3 m4a wav ogg mp4 mov avi mkv webm ' +
    'js ts mjs cjs css map py rb sh ps1 bat exe dll so sqlite db bak tmp swp part p7s asc sig pgp ' +
    'msf dat idx ost~ uidlist'
  ).split(' '),
);

/** What file managers, mail programs and mail servers leave behind. */
const NAMES = new Set([
  '.ds_store',
  'thumbs.db',
  'desktop.ini',
  'subscriptions',
  'maildirfolder',
  'maildirsize',
  'courierimapsubscribed',
  'courierimapuiddb',
  'licence',
  'license',
  'makefile',
  'cur.lock',
]);

/** `dovecot.index.cache`, `dovecot-uidlist`; `._letter.docx` is Apple's shadow of a file. */
const NAME_STARTS = ['dovecot.', 'dovecot-', '._', '.nfs', '~$'];

const FOLDERS = new Set(['.git', '.hg', '.svn', 'node_modules', '__macosx']);

/** Whether a file met on a walk is passed over by its name. */
export function isPassedOver(path: string): boolean {
  const name = basename(path).toLowerCase();
  return (
    NAMES.has(name) ||
    NAME_STARTS.some((start) => name.startsWith(start)) ||
    EXTENSIONS.has(extname(name).slice(1))
  );
}

/** Whether a folder met on a walk holds nothing anybody wrote to anybody. */
export function isPassedOverFolder(name: string): boolean {
  return FOLDERS.has(name.toLowerCase());
}
