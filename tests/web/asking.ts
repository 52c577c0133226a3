import type { Role } from '../../src/web/roles.js';
import { type TestDesk, tokenIn } from './desk.js';

/** Somebody who is signed in and asks without a browser. */
export interface Asking {
  get(path: string): Promise<Response>;
  /** Posts a form with the token of the page `from`. */
  post(path: string, fields: Record<string, string>, from: string): Promise<Response>;
  postRaw(path: string, fields: Record<string, string>): Promise<Response>;
  /** Uploads a file by the form on the page `from`. */
  upload(
    path: string,
    fields: Record<string, string>,
    file: { readonly field: string; readonly name: string; readonly text: string } | null,
    from: string,
  ): Promise<Response>;
}

export async function askAs(desk: TestDesk, id: string, roles: readonly Role[]): Promise<Asking> {
  const cookies = new Map<string, string>();
  const [name = '', value = ''] = (await desk.cookieOf(id, roles)).split('=');
  cookies.set(name, value);
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([key, it]) => `${key}=${it}`).join('; ');
    const answer = await fetch(desk.origin + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [key = '', it = ''] = line.split(';')[0]!.split('=');
      cookies.set(key, it);
    }
    // Read to its end: a connection with an unread page would hold up the app's closing.
    const body = await answer.arrayBuffer();
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
  const tokenOf = async (from: string): Promise<string> => tokenIn(await (await ask(from)).text());
  const postRaw = (path: string, fields: Record<string, string>): Promise<Response> =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  return {
    get: (path) => ask(path),
    postRaw,
    post: async (path, fields, from) => postRaw(path, { _csrf: await tokenOf(from), ...fields }),
    upload: async (path, fields, file, from) => {
      const form = new FormData();
      form.set('_csrf', await tokenOf(from));
      for (const [key, it] of Object.entries(fields)) form.set(key, it);
      if (file !== null) form.set(file.field, new Blob([file.text]), file.name);
      return ask(path, { method: 'POST', body: form });
    },
  };
}
