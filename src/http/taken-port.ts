import type { HttpConfig } from '../config';
import { RapportError } from '../sdk';

/** What the operator can do when another program listens there; any other fault stays as it is. */
export function takenPort(error: unknown, { host, port }: Pick<HttpConfig, 'host' | 'port'>): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error;
  const message = `PORT ${port} of ${host} is taken by another program. Choose another port.`;
  return new RapportError('CONFIG_INVALID', message);
}
