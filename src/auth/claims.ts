import { z } from 'zod';
import { RapportError } from '../sdk';

/** What credentials say of a caller, before the directory is asked. Codes, not ids; `*` for everything. */
export interface Claims {
  readonly subject: string;
  readonly name: string;
  /** Absent: the directory says. */
  readonly roles?: readonly string[];
  readonly territories?: readonly string[];
  readonly countries?: readonly string[];
  readonly brands?: readonly string[];
  readonly plugin?: string;
  /** Sources of the records that the caller may report. */
  readonly sources?: readonly string[];
  /** Purposes that a request may state. */
  readonly purposes: readonly string[];
  readonly expiresAt?: Date;
}

const names = z.array(z.string().min(1).max(200)).max(1_000);
const instant = z.number().int().min(0).max(8_640_000_000_000);

/**
 * Reads the claims of a token whose signature holds.
 *
 * @param prefix stands before the names of claims that are ours
 * @throws RapportError UNAUTHENTICATED on a claim of another JSON type
 */
export function readClaims(payload: Readonly<Record<string, unknown>>, prefix: string): Claims {
  const own = (name: string): unknown => payload[`${prefix}${name}`];
  const parsed = form.safeParse({
    sub: payload.sub,
    exp: payload.exp,
    name: payload.name,
    roles: own('roles'),
    territories: own('territories'),
    countries: own('countries'),
    brands: own('brands'),
    plugin: own('plugin'),
    sources: own('sources'),
    purposes: own('purposes'),
  });
  if (!parsed.success) {
    const claim = String(parsed.error.issues[0]?.path[0] ?? 'claims');
    throw new RapportError('UNAUTHENTICATED', `The token’s claim ${claim} is missing or not of the type it must have.`);
  }
  const { sub, exp, name = sub, purposes = [], ...limits } = parsed.data;
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  return { subject: sub, name, purposes, expiresAt: new Date(exp * 1_000), ...given };
}

const form = z.object({
  sub: z.string().min(1).max(500),
  exp: instant,
  name: z.string().max(500).optional(),
  roles: names.optional(),
  territories: names.optional(),
  countries: names.optional(),
  brands: names.optional(),
  plugin: z.string().min(1).max(40).optional(),
  sources: names.optional(),
  purposes: names.optional(),
});
