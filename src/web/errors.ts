/** Something a page answers with instead of its contents: an HTTP status and one clear sentence. */
export class PageError extends Error {
  override readonly name = 'PageError';
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = (what: string): PageError =>
  new PageError(404, `There is no ${what} here. It may have been purged, or the address is wrong.`);
