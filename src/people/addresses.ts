/** Local part, `@`, a domain with at least one dot; international letters allowed (RFC 6531). */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Whether the text is one plain mail address, without name or angle brackets. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}

/** Lower-cased, without `mailto:`, brackets and the part after a plus (`jo+bins@x` is `jo@x`). */
export function plainAddress(text: string): string {
  const address = text
    .trim()
    .toLowerCase()
    .replace(/^<|>$/g, '')
    .replace(/^(?:mailto|smtp):/, '');
  const plus = address.indexOf('+');
  const at = address.lastIndexOf('@');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

/** What stands before the `@`; the whole when there is none. */
export function localPart(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : address.slice(0, at);
}

/** What stands after the `@`; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1);
}
