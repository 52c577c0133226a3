/** What the flags of a Maildir file name say (https://cr.yp.to/proto/maildir.html). */
export interface MaildirFlags {
  readonly draft: boolean;
  readonly flagged: boolean;
  readonly passed: boolean;
  readonly replied: boolean;
  readonly seen: boolean;
  readonly trashed: boolean;
}

/** Whether a path is a delivered message of a Maildir: a file in `cur` or `new`; `tmp` is unfinished. */
export function isMaildirEntry(path: string): boolean {
  const [name = '', folder = ''] = path.split(/[\\/]/).reverse();
  return (folder === 'cur' || folder === 'new') && name !== '' && !name.startsWith('.');
}

/** Flags after `:2,` (`;2,` or `!2,` where a file system has no colons). */
export function maildirFlags(path: string): MaildirFlags {
  const flags = /[:;!]2,([A-Za-z]*)$/.exec(path)?.[1] ?? '';
  return {
    draft: flags.includes('D'),
    flagged: flags.includes('F'),
    passed: flags.includes('P'),
    replied: flags.includes('R'),
    seen: flags.includes('S'),
    trashed: flags.includes('T'),
  };
}
