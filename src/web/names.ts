/** How people are named on a page. */
export interface Names {
  /** A person by address and the name beside it. */
  person(address: string, name: string): string;
  /** Words of mail, in which names may occur. */
  text(words: string): string;
}

/** As they are. */
export const PLAIN: Names = {
  person: (address, name) => (name === '' || name === address ? address : name),
  text: (words) => words,
};
