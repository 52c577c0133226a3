import { readFile } from 'node:fs/promises';
import { readMessage } from '../../formats/read-message.js';
import type { Message } from '../../model/message.js';
import { createDirectory, type Directory } from '../../people/directory.js';
import { parseRoster } from '../../people/roster.js';
import type { Labels } from './labelled.js';
import { loadLabelledSet } from './load-set.js';

/** A labelled message, parsed, with the people it is judged by. */
export interface ReadLabelled {
  readonly labels: Labels;
  readonly name: string;
  readonly message: Message;
  readonly directory: Directory;
}

/** Reads a folder of labelled mail one message after another; each roster is read once. */
export async function* readLabelledSet(dir: string): AsyncGenerator<ReadLabelled> {
  const directories = new Map<string, Directory>();
  for (const { labels, name, bytes, format, roster } of await loadLabelledSet(dir)) {
    let directory = directories.get(roster);
    if (directory === undefined) {
      directory = createDirectory(parseRoster(await readFile(roster, 'utf8'), roster));
      directories.set(roster, directory);
    }
    yield { labels, name, message: await readMessage(bytes, format, { name }), directory };
  }
}

/** Words alone, so that quotes are found whatever stands between them. */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
