import type { IncomingMessage } from 'node:http';
import { RapportError } from '../sdk';

/**
 * The Authorization header of a request. Node takes the first of several; a proxy before us may have checked another one.
 *
 * @throws RapportError UNAUTHENTICATED when there are several
 */
export function authorizationOf({
  headers,
  rawHeaders,
}: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): string | undefined {
  const given = headers.authorization;
  if (given === undefined) return undefined;
  let count = 0;
  // Names and values take turns.
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (name.length === header.length && name.toLowerCase() === header) count += 1;
  }
  if (count === 1) return given;
  throw new RapportError('UNAUTHENTICATED', 'The request has several Authorization headers. Send one.');
}

const header = 'authorization';
