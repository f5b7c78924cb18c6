import type { AuthConfig, Config, HttpConfig } from '../config';
import { type Principal, RapportError, type Reader, sameSecret } from '../sdk';
import type { Clock } from '../shared/clock';
import type { Claims } from './claims';
import { checkDevelopmentToken } from './development-token';
import { developmentPrincipal, keyPrincipal } from './principal';
import { resolvePrincipal } from './resolve-principal';
import { purposes } from './roles';
import { digest, findKey } from './service-keys';
import type { TokenCheck } from './verify-token';

/**
 * Who sends an Authorization header, and for which purpose.
 *
 * @throws RapportError UNAUTHENTICATED without valid credentials, FORBIDDEN for a purpose that they do not allow,
 *   UNAVAILABLE while keys or directory cannot be read
 */
export type Authenticate = (
  authorization: string | undefined,
  purpose?: string,
  /** The connection by which the header came, if the next one may bring it again. */
  connection?: object,
) => Promise<Principal>;

export interface AuthenticatorOptions {
  readonly http: Pick<HttpConfig, 'apiKey' | 'access'>;
  readonly auth: AuthConfig;
  readonly dataFolder: Config['database']['dataFolder'];
  readonly reader: () => Reader;
  readonly clock: Clock;
}

/** A change in the directory, or of a territory's parts, is noticed after so long. */
const keptMilliseconds = 10_000;
const mostKept = 10_000;

/** Loaded where an identity provider is configured. */
const tokens = (): typeof import('./verify-token') => require('./verify-token');

export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const check = options.auth.jwt === null ? null : tokens().tokenCheck(options.auth.jwt);
  const kept = new Map<string, Kept>();
  const nameOf = digestsByConnection();
  return async (authorization, purpose, connection) => {
    const credentials = bearerOf(authorization);
    if (credentials === null) return withoutCredentials(options, authorization, purpose);
    const now = options.clock.now();
    const name = nameOf(credentials, connection);
    const found = kept.get(name) ?? null;
    if (found !== null && isFresh(found, now)) return forPurpose(found, purpose);
    kept.delete(name);
    const fresh = await resolve(options, check, credentials, now);
    if (kept.size >= mostKept) kept.clear();
    kept.set(name, fresh);
    return forPurpose(fresh, purpose);
  };
}

/**
 * Names of credentials under which principals are kept: digests, so that no credentials outlive the connection by which
 * they came. A connection brings the same ones again and again.
 */
function digestsByConnection(): (credentials: string, connection: object | undefined) => string {
  const last = new WeakMap<object, { readonly credentials: string; readonly name: string }>();
  return (credentials, connection) => {
    const known = connection === undefined ? undefined : last.get(connection);
    if (known?.credentials === credentials) return known.name;
    const name = digest(credentials).toString('base64url');
    if (connection !== undefined) last.set(connection, { credentials, name });
    return name;
  };
}

interface Kept {
  readonly principal: Principal;
  readonly claims: Claims;
  readonly until: number;
  /** By purpose, so that what is computed from a principal is computed once. */
  readonly forPurpose: Map<string, Principal>;
}

/** A token is over at its instant, whatever clocks may differ by: it was fresh when it was kept. */
function isFresh({ until, principal }: Kept, now: Date): boolean {
  return now.getTime() < Math.min(until, principal.expiresAt?.getTime() ?? until);
}

async function resolve(
  options: AuthenticatorOptions,
  check: TokenCheck | null,
  credentials: string,
  now: Date,
): Promise<Kept> {
  const { apiKey } = options.http;
  const claims =
    apiKey !== null && sameSecret(apiKey, credentials)
      ? { subject: keyPrincipal.subject, name: keyPrincipal.name, roles: keyPrincipal.roles, purposes: allPurposes }
      : await claimsOf(options, check, credentials, now);
  const principal = await resolvePrincipal(options.reader(), claims, now);
  return { principal, claims, until: now.getTime() + keptMilliseconds, forPurpose: new Map() };
}

const allPurposes = Object.keys(purposes);

async function claimsOf(
  { auth, http, dataFolder }: AuthenticatorOptions,
  check: TokenCheck | null,
  credentials: string,
  now: Date,
): Promise<Claims> {
  const byKey = findKey(auth.serviceKeys, credentials, now);
  if (byKey !== null) return byKey;
  if (check !== null && credentials.includes('.')) return check(credentials, now);
  if (http.access === 'development') return checkDevelopmentToken(dataFolder, credentials, now);
  throw unknown();
}

function withoutCredentials(
  { http }: AuthenticatorOptions,
  authorization: string | undefined,
  purpose: string | undefined,
): Principal {
  // Credentials of another form were meant to say something: whoever sends them is not nobody.
  if (http.access !== 'development' || authorization !== undefined) throw unknown();
  if (purpose === undefined) return developmentPrincipal;
  const claims: Claims = { ...developmentPrincipal, purposes: allPurposes };
  return forPurpose({ principal: developmentPrincipal, claims, until: 0, forPurpose: new Map() }, purpose);
}

function forPurpose({ principal, claims, forPurpose: known }: Kept, purpose: string | undefined): Principal {
  if (purpose === undefined) return principal;
  if (!claims.purposes.includes(purpose)) {
    throw new RapportError('FORBIDDEN', 'These credentials do not allow the purpose that the request states.');
  }
  const made = known.get(purpose) ?? Object.freeze({ ...principal, purpose });
  known.set(purpose, made);
  return made;
}

function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

function unknown(): RapportError {
  return new RapportError(
    'UNAUTHENTICATED',
    'The request carries no valid credentials. Send "Authorization: Bearer <token or key>".',
  );
}
