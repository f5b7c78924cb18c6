import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RapportError } from '../sdk';
import { type Claims, readClaims } from './claims';

/** Loaded with the first token: many an installation never sees one. */
const jose = (): typeof import('jose') => require('jose');

const issuer = 'rapport-development';

/** Says who a caller of a development server is. Codes, as in a token of an identity provider. */
export interface DevelopmentClaims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly name?: string;
  readonly territories?: readonly string[];
  readonly countries?: readonly string[];
  readonly brands?: readonly string[];
  readonly plugin?: string;
  readonly sources?: readonly string[];
  readonly purposes?: readonly string[];
}

/** A token that the development server of the same data folder accepts, and no other. */
export async function mintDevelopmentToken(
  dataFolder: string,
  claims: DevelopmentClaims,
  validity: { readonly from: Date; readonly hours: number },
): Promise<string> {
  const { SignJWT } = jose();
  const from = Math.floor(validity.from.getTime() / 1_000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setIssuedAt(from)
    .setExpirationTime(from + Math.round(validity.hours * 3_600))
    .sign(developmentKey(dataFolder));
}

/** @throws RapportError UNAUTHENTICATED */
export async function checkDevelopmentToken(dataFolder: string, token: string, now: Date): Promise<Claims> {
  const { jwtVerify } = jose();
  try {
    const { payload } = await jwtVerify(token, developmentKey(dataFolder), {
      issuer,
      audience: issuer,
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      currentDate: now,
    });
    return readClaims(payload, '');
  } catch (error) {
    if (error instanceof RapportError) throw error;
    const reason = 'This is no valid token of this development server. Make one by `npx rapport token`.';
    throw new RapportError('UNAUTHENTICATED', reason, {}, { cause: error });
  }
}

/** The secret of a data folder, made on first use and readable by its owner only. */
function developmentKey(dataFolder: string): Uint8Array {
  const file = join(dataFolder, 'development.key');
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'hex');
}
