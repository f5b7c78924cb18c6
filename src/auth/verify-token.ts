import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTHeaderParameters,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import type { JwtConfig } from '../config';
import { RapportError } from '../sdk';
import { type Claims, readClaims } from './claims';
import { isOwnSubject } from './principal';

/** Checks a token and answers what it says. @throws RapportError UNAUTHENTICATED, UNAVAILABLE while keys cannot be read */
export type TokenCheck = (token: string, now: Date) => Promise<Claims>;

/** No sound token is longer. */
const longestToken = 16_384;

/** @throws RapportError CONFIG_INVALID when the key file holds no public key */
export function tokenCheck({ keys, claimPrefix, ...rules }: JwtConfig): TokenCheck {
  const key = 'url' in keys ? remoteKeys(keys.url) : fileKeys(keys.text);
  return async (token, now) => {
    refuseTricks(token);
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: rules.issuer,
        audience: rules.audience,
        algorithms: [...rules.algorithms],
        clockTolerance: rules.clockTolerance,
        requiredClaims: ['exp', 'sub'],
        currentDate: now,
      });
      const claims = readClaims(payload, claimPrefix);
      if (isOwnSubject(claims.subject)) throw refused('The token’s subject is a name that this platform gives itself.');
      return claims;
    } catch (error) {
      throw asRefusal(error);
    }
  };
}

const header = z.object({
  alg: z.string(),
  kid: z
    .string()
    .regex(/^[A-Za-z0-9._~+=@:-]{1,200}$/)
    .optional(),
  typ: z
    .string()
    .regex(/^(application\/)?(at\+)?jwt$/i)
    .optional(),
});

/** Parts of a header that ask us to take the key from somewhere, and key names that are paths or statements. */
const keyBringers = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip'];

function refuseTricks(token: string): void {
  if (token.length > longestToken) throw refused('The token is too long.');
  const given = protectedHeader(token);
  const parsed = header.safeParse(given);
  if (!parsed.success || keyBringers.some((name) => name in given)) {
    throw refused('The token’s header is not one that is accepted here.');
  }
}

function protectedHeader(token: string): JWTHeaderParameters | Record<string, unknown> {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw refused('The token is not a signed JWT.', error);
  }
}

function remoteKeys(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000, cooldownDuration: 10_000, cacheMaxAge: 600_000 });
}

function fileKeys(text: string): JWTVerifyGetKey {
  try {
    if (text.trimStart().startsWith('{')) return createLocalJWKSet(JSON.parse(text));
    const key: KeyObject = createPublicKey(text);
    return async () => key;
  } catch (error) {
    throw new RapportError(
      'CONFIG_INVALID',
      'RAPPORT_JWT_KEY_FILE holds neither a JWKS nor a public key in PEM form.',
      {},
      { cause: error },
    );
  }
}

/** Every fault of a token is the caller’s; only keys that cannot be read are not. Reasons quote nothing of the token. */
function asRefusal(error: unknown): Error {
  if (error instanceof RapportError) return error;
  if (error instanceof errors.JWTExpired) return refused('The token has expired.', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refused(`The token’s claim ${error.claim} does not fit this installation.`, error);
  }
  const isKeys = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || isFetchFault(error);
  if (isKeys) {
    return new RapportError(
      'UNAVAILABLE',
      'The keys of the identity provider cannot be read now.',
      {},
      { cause: error },
    );
  }
  return refused('The token’s signature does not hold here.', error);
}

/** jose says so in a plain JOSEError when an answer is not 200 or not JSON; the network in a TypeError or with a code. */
function isFetchFault(error: unknown): boolean {
  if (error instanceof errors.JOSEError) return error.code === 'ERR_JOSE_GENERIC';
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}

function refused(reason: string, cause?: unknown): RapportError {
  return new RapportError('UNAUTHENTICATED', reason, {}, { cause });
}
