import { fromBuffer, type ZipFile } from 'yauzl';
import { readFonts } from '../../src/pipeline/report/fonts.js';
import type { Chunks, Needs } from '../../src/report/report-formats.js';

export const NEEDS: Needs = { fonts: readFonts };

export async function bytesOf(chunks: Chunks): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return Buffer.concat(all);
}

/** Every entry of a zip as text, by name. */
export async function textsInZip(bytes: Buffer): Promise<Map<string, string>> {
  const entries = await entriesOf(bytes);
  return new Map([...entries].map(([name, content]) => [name, content.toString('utf8')]));
}

export function entriesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const entries = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: { fileName: string }) => {
        readEntry(zip, entry).then((content) => {
          entries.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
      zip.readEntry();
    });
  });
}

function readEntry(zip: ZipFile, entry: Parameters<ZipFile['openReadStream']>[0] | object) {
  return new Promise<Buffer>((resolve, reject) => {
    zip.openReadStream(entry as Parameters<ZipFile['openReadStream']>[0], (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => resolve(Buffer.concat(parts)));
      stream.on('error', reject);
    });
  });
}
