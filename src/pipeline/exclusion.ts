import { parseAddresses } from '../formats/addresses.js';
import { asBuffer } from '../formats/charset.js';
import { readHeaderBlock } from '../formats/header-block.js';
import type { DocumentRef } from '../model/job.js';
import type { Message } from '../model/message.js';

/** Headers whose addresses an exclusion list is held against: whoever writes, is written to, or got it. */
const ADDRESSED =
  /^(?:resent-)?(?:from|sender|reply-to|to|cc|bcc|delivered-to|x-original-to|envelope-to|x-envelope-to|return-path)$/;

const MAIL: readonly DocumentRef['format'][] = ['eml', 'mbox-message', 'journal'];

/**
 * Whether a message is kept from being read by an exclusion list, told from its header block alone:
 * the bytes of its body are not looked at. Letters have no addresses and are never excluded.
 *
 * @param exclusions `rep@union.example`, or `@union.example` for a domain and those below it
 */
export function isExcluded(
  bytes: Uint8Array,
  format: DocumentRef['format'],
  exclusions: readonly string[],
): boolean {
  if (exclusions.length === 0 || !MAIL.includes(format)) return false;
  const { headers } = readHeaderBlock(asBuffer(bytes), 0, bytes.length);
  const addresses = headers
    .filter(({ name }) => ADDRESSED.test(name))
    .flatMap(({ value }) => parseAddresses(value).map((it) => it.address));
  return addresses.some((address) => isListed(address, exclusions));
}

/**
 * The same once a message is parsed and before anything in it is judged: a journal report or a file
 * in another encoding shows its addresses no earlier.
 */
export function isExcludedMessage(message: Message, exclusions: readonly string[]): boolean {
  if (exclusions.length === 0) return false;
  const { from, sender, to, cc, bcc, journal } = message;
  const envelope = journal === undefined ? [] : [journal.sender, ...recipientsOf(journal)];
  const addresses = [...from, ...sender, ...to, ...cc, ...bcc].map((it) => it.address);
  return [...addresses, ...envelope].some((address) => isListed(address, exclusions));
}

const recipientsOf = (journal: NonNullable<Message['journal']>): string[] =>
  journal.recipients.flatMap((it) => [it.address, it.expandedFrom, it.forwardedFrom]);

function isListed(address: string, exclusions: readonly string[]): boolean {
  const plain = address.toLowerCase();
  return exclusions.some((entry) =>
    entry.startsWith('@')
      ? plain.endsWith(entry) || plain.endsWith(`.${entry.slice(1)}`)
      : plain === entry,
  );
}
