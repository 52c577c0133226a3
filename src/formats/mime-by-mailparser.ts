import { MailParser, type MailParserOptions } from 'mailparser';

/** What Probity does not use of mailparser: each of these costs more than the parsing itself. */
const LEAN: MailParserOptions & { ignoreEmbedded: boolean } = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  // Embedded messages are read by ourselves, one by one, each with its own headers.
  ignoreEmbedded: true,
};

/** Bytes of every leaf in order, as mailparser reads them; null when it fails. */
export function parseByMailparser(bytes: Buffer): Promise<Buffer[] | null> {
  return new Promise((resolve) => {
    const parser = new MailParser(LEAN);
    // With no type taken for text, each leaf comes as bytes: charsets are decoded by our own code.
    Object.assign(parser, { textTypes: [] });
    const leaves: Buffer[] = [];
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return;
      const chunks: Buffer[] = [];
      part.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      part.content.on('end', () => {
        leaves.push(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
        part.release();
      });
    });
    parser.on('end', () => resolve(leaves));
    parser.on('error', () => resolve(null));
    parser.end(bytes);
  });
}
