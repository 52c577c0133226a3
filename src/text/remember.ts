/**
 * The same function, which remembers what it gave: greetings, signatures, footers and the lines of a
 * quoted thread come again and again. For pure functions only. Bounded; when full all is forgotten,
 * which costs no more than doing it again.
 *
 * @param most answers kept
 * @param longest characters of a text worth keeping: longer ones seldom come twice
 */
export function remember<T>(
  work: (text: string) => T,
  most: number,
  longest: number,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return work(text);
    let answer = known.get(text);
    if (answer === undefined) {
      answer = work(text);
      if (known.size >= most) known.clear();
      known.set(text, answer);
    }
    return answer;
  };
}
