/**
 * Joins the soft line breaks of `format=flowed` text (RFC 3676): a line that ends in a blank goes
 * on in the next one of the same quote depth; stuffed blanks go; the signature mark stays.
 * @param delsp the blank at the break goes too
 */
export function joinFlowed(text: string, delsp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | null = null;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)![0].length;
    const content = line.slice(line[marks] === ' ' ? marks + 1 : marks);
    const soft = content.endsWith(' ') && content !== '-- ';
    const kept = soft && delsp ? content.slice(0, -1) : content;
    if (open && open.depth === marks && content !== '-- ') open.text += kept;
    else {
      if (open) out.push(open.text);
      open = { depth: marks, text: marks > 0 ? `${'>'.repeat(marks)} ${kept}` : kept };
    }
    if (!soft) {
      out.push(open.text);
      open = null;
    }
  }
  if (open) out.push(open.text);
  return out.join('\n');
}
