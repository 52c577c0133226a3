import { readConfig } from '../config.js';
import type { Exchange } from '../model/second-reader.js';
import { openWorkspace } from '../pipeline/workspace.js';
import { openOut } from './write-out.js';

/** `probity second-reader` */
export async function listExchanges(onlyUnflagged: boolean, dataDir?: string): Promise<void> {
  const workspace = await openWorkspace(readConfig(dataDir), false);
  async function* lines(): AsyncGenerator<string> {
    for await (const exchange of workspace.store.secondReader.exchanges()) {
      if (!onlyUnflagged || isWorthALook(exchange)) yield `${JSON.stringify(exchange)}\n`;
    }
  }
  try {
    await openOut(undefined).write(lines());
  } finally {
    await workspace.close();
  }
}

const isWorthALook = ({ findingId, opinion }: Exchange): boolean =>
  findingId === '' && opinion?.engages === 'yes';
