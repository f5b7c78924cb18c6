import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** How callers prove who they are. */
export interface AuthConfig {
  /** Tokens of an identity provider; null: none are accepted. */
  readonly jwt: JwtConfig | null;
  readonly serviceKeys: readonly ServiceKeyConfig[];
}

export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are: an address, or the text of a JWKS or PEM file. */
  readonly keys: { readonly url: string } | { readonly text: string };
  /** Only these are accepted, whatever a token says of itself. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** Seconds that clocks may differ. */
  readonly clockTolerance: number;
  /** Stands before the names of claims that are ours, such as `https://rapport/`. */
  readonly claimPrefix: string;
}

/** A key of a machine, of which only the digest is kept. */
export type ServiceKeyConfig = Readonly<z.output<typeof serviceKey>>;

/** Public-key signatures only: with a shared secret whoever can check a token can make one. */
export const jwtAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
export type JwtAlgorithm = (typeof jwtAlgorithms)[number];

const names = z.array(z.string().min(1));

const serviceKey = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  /** SHA-256 of the key, hexadecimal. Keys are random, so that a slow hash would protect nothing. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  roles: names.nonempty(),
  plugin: z.string().min(1).optional(),
  /** Sources of the records that it may report. */
  sources: names.optional(),
  territories: names.optional(),
  countries: names.optional(),
  brands: names.optional(),
  purposes: names.optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
});

const keyForm =
  'must be a JSON list of {"id", "name", "sha256", "roles", …}, or the path of a file with one; `npx rapport service-key` makes entries';

/** Reads RAPPORT_SERVICE_KEYS: a JSON list, or the path of a file that holds one. Answers a fault in words. */
export function readServiceKeys(setting: string | undefined): {
  readonly keys: readonly ServiceKeyConfig[];
  readonly fault: string | null;
} {
  if (setting === undefined) return { keys: [], fault: null };
  const text = setting.trimStart().startsWith('[') ? setting : fileText(setting);
  if (text === null) return { keys: [], fault: `${keyForm}; there is no such file` };
  const parsed = z.array(serviceKey).safeParse(parseJson(text));
  if (!parsed.success) return { keys: [], fault: keyForm };
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined
    ? { keys: parsed.data, fault: null }
    : { keys: [], fault: `has two entries with the id ${twice}` };
}

export interface JwtVariables {
  readonly RAPPORT_JWT_ISSUER?: string | undefined;
  readonly RAPPORT_JWT_AUDIENCE?: string | undefined;
  readonly RAPPORT_JWT_JWKS_URL?: string | undefined;
  readonly RAPPORT_JWT_KEY_FILE?: string | undefined;
  readonly RAPPORT_JWT_ALGORITHMS?: string | undefined;
}

/** What is wrong with the variables about tokens together: variable and fault. */
export function jwtFaults(given: JwtVariables): readonly { readonly variable: string; readonly fault: string }[] {
  const { RAPPORT_JWT_ISSUER: issuer, RAPPORT_JWT_AUDIENCE: audience } = given;
  const { RAPPORT_JWT_JWKS_URL: url, RAPPORT_JWT_KEY_FILE: file } = given;
  if ([issuer, audience, url, file].every((value) => value === undefined)) return [];
  const missing = Object.entries({ RAPPORT_JWT_ISSUER: issuer, RAPPORT_JWT_AUDIENCE: audience })
    .filter(([, value]) => value === undefined)
    .map(([variable]) => ({ variable, fault: 'is required where tokens are accepted' }));
  const unknown = (given.RAPPORT_JWT_ALGORITHMS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !jwtAlgorithms.some((known) => known === name));
  return [
    ...missing,
    ...((url === undefined) === (file === undefined)
      ? [{ variable: 'RAPPORT_JWT_JWKS_URL', fault: 'or RAPPORT_JWT_KEY_FILE is required, one of the two' }]
      : []),
    ...(url !== undefined && !isSafeUrl(url)
      ? [{ variable: 'RAPPORT_JWT_JWKS_URL', fault: 'must be an https address (http on this machine only)' }]
      : []),
    ...(file !== undefined && fileText(file) === null
      ? [{ variable: 'RAPPORT_JWT_KEY_FILE', fault: 'names no file that can be read' }]
      : []),
    ...(unknown.length > 0
      ? [
          {
            variable: 'RAPPORT_JWT_ALGORITHMS',
            fault: `may hold ${jwtAlgorithms.join(', ')}; not ${unknown.join(', ')}`,
          },
        ]
      : []),
  ];
}

/** The configuration of tokens, once {@link jwtFaults} has found nothing; null when none are accepted. */
export function jwtConfig(
  given: JwtVariables & { readonly RAPPORT_JWT_CLOCK_TOLERANCE: number; readonly RAPPORT_JWT_CLAIM_PREFIX: string },
): JwtConfig | null {
  const { RAPPORT_JWT_ISSUER: issuer, RAPPORT_JWT_AUDIENCE: audience, RAPPORT_JWT_JWKS_URL: url } = given;
  if (issuer === undefined || audience === undefined) return null;
  const listed = (given.RAPPORT_JWT_ALGORITHMS ?? 'RS256,ES256,EdDSA').split(',').map((name) => name.trim());
  return {
    issuer,
    audience,
    keys: url === undefined ? { text: fileText(given.RAPPORT_JWT_KEY_FILE ?? '') ?? '' } : { url },
    algorithms: jwtAlgorithms.filter((name) => listed.includes(name)),
    clockTolerance: given.RAPPORT_JWT_CLOCK_TOLERANCE,
    claimPrefix: given.RAPPORT_JWT_CLAIM_PREFIX,
  };
}

function isSafeUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return false;
  const isOwn = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOwn);
}

function fileText(path: string): string | null {
  const file = resolve(path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
