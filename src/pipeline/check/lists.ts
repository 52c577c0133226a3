import type { Lists } from '../../detectors/draft-detectors.js';
import { AuthorError, type Mistake } from '../../model/errors.js';
import type { Address } from '../../model/message.js';

/**
 * Reads distribution lists: a CSV with the columns `list,member,name`, a line for each address that a
 * list reaches. Throws AuthorError with every mistake and its line.
 */
export async function readLists(path: string, text: string): Promise<Lists> {
  // Loaded when lists are given.
  const { parse } = await import('csv-parse/sync');
  const mistakes: Mistake[] = [];
  const lists = new Map<string, Address[]>();
  let rows: string[][];
  try {
    rows = parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true, trim: true });
  } catch (error) {
    throw new AuthorError([
      { path, line: 0, message: error instanceof Error ? error.message : 'no CSV' },
    ]);
  }
  const [head = [], ...rest] = rows;
  if (head[0]?.toLowerCase() !== 'list' || head[1]?.toLowerCase() !== 'member') {
    throw new AuthorError([{ path, line: 1, message: 'the first line must be: list,member,name' }]);
  }
  rest.forEach(([list = '', member = '', name = ''], i) => {
    if (!list.includes('@') || !member.includes('@')) {
      mistakes.push({ path, line: i + 2, message: 'list and member must be addresses' });
      return;
    }
    const key = list.toLowerCase();
    lists.set(key, [...(lists.get(key) ?? []), { name, address: member.toLowerCase() }]);
  });
  if (mistakes.length > 0) throw new AuthorError(mistakes);
  return lists;
}
