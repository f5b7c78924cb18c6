import { hash, timingSafeEqual } from 'node:crypto';
import { type Principal, RapportError } from '../sdk';

/** Who everybody is while an installation has no API key. It must then be reachable from its own machine only. */
export const developmentPrincipal: Principal = Object.freeze({
  subject: 'development',
  name: 'Development',
  roles: Object.freeze(['admin']),
});

/** Who asks with the installation's API key. */
export const keyPrincipal: Principal = Object.freeze({
  subject: 'api-key',
  name: 'API key',
  roles: Object.freeze(['admin']),
});

/**
 * Makes the check of a request's Authorization header (`Bearer <key>`).
 *
 * @param apiKey the one key of the installation; null lets everybody in as {@link developmentPrincipal}
 * @returns a function that throws RapportError UNAUTHENTICATED unless the header carries the key
 */
export function createAuthenticator(apiKey: string | null): (authorization: string | undefined) => Principal {
  if (apiKey === null) return () => developmentPrincipal;
  const expected = digest(apiKey);
  return (authorization) => {
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    // Digests have one length, so the time of the comparison tells nothing about the key.
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return keyPrincipal;
    throw new RapportError(
      'UNAUTHENTICATED',
      'The request carries no valid API key. Send "Authorization: Bearer <key>".',
    );
  };
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
