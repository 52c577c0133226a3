/** One mistake in a file somebody wrote (a pattern, a roster): where it is and how to mend it. */
export interface Mistake {
  readonly path: string;
  /** 1-based line; 0 when the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

/** The author's error: the start is refused and every mistake is listed as `path:line: message`. */
export class AuthorError extends Error {
  override readonly name = 'AuthorError';
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map((m) => `${m.path}:${m.line}: ${m.message}`).join('\n'));
  }
}

/** A wrong option, path or setting: one sentence that names the remedy. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The environment failed (disk, Redis, a killed child): worth trying again. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Somebody else does this work now; whoever did it until then ends without a word. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}
