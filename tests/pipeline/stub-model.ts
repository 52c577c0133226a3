import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SecondReaderSettings } from '../../src/model/second-reader.js';

/** How the stub answers; it is given the request's body. */
export type Manner = (response: ServerResponse, body: string) => void;

/** A server of chat completions on this machine, with whatever it was sent. */
export async function stubModel(manner: Manner) {
  const received: { body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      manner(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const settings: SecondReaderSettings = {
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    model: 'small-model',
    key: 'secret-1',
    requests: 50,
    characters: 500_000,
  };
  return { settings, received };
}

/** A well-formed completion of this content. */
export const saying =
  (content: string): Manner =>
  (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  };

export const opining = (engages: string, sureness: number, note = 'Blames an officer.'): Manner =>
  saying(JSON.stringify({ engages, sureness, note }));
