import { createServer, type RequestListener, type Server } from 'node:http';
import type { HttpConfig } from '../config';
import { takenPort } from './taken-port';

/** Answers while the platform waits for its database, so that callers and balancers learn what is the matter. */
export interface WaitingRoom {
  /** @throws RapportError CONFIG_INVALID when another program has the port */
  open(): Promise<void>;
  /** Makes room for the server; does nothing when it was never opened. */
  close(): Promise<void>;
}

const refusal = {
  errors: [
    {
      message: 'The server waits for its database. Try again.',
      extensions: { code: 'UNAVAILABLE' },
    },
  ],
};
const notReady = { status: 'not ready', checks: { database: { state: 'failing' } } };
const requestTimeout = 5_000;

export function createWaitingRoom({ host, port }: Pick<HttpConfig, 'host' | 'port'>): WaitingRoom {
  let server: Server | null = null;
  return {
    open: async () => {
      const opened = createServer({ requestTimeout, headersTimeout: requestTimeout }, answer);
      await new Promise<void>((resolve, reject) => {
        opened.once('error', (error) => reject(takenPort(error, { host, port })));
        opened.listen(port, host, resolve);
      });
      server = opened;
    },
    close: async () => {
      const closing = server;
      if (closing === null) return;
      server = null;
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        closing.closeAllConnections();
      });
    },
  };
}

/** Connections are not kept: the next request is to meet the server itself. */
const answer: RequestListener = ({ url = '/' }, response) => {
  const path = url.split('?', 1)[0];
  const [status, body] = path === '/healthz' ? [200, { status: 'ok' }] : [503, path === '/readyz' ? notReady : refusal];
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    ...(status === 503 && { 'retry-after': '1' }),
  });
  response.end(JSON.stringify(body));
};
