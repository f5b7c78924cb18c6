import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServiceKeyConfig } from '../config';
import type { Claims } from './claims';

/** A new key with what is kept of it. */
export interface MintedKey {
  readonly key: string;
  readonly sha256: string;
}

/** 256 random bits, behind letters that say what it is to whoever finds it. */
export function mintKey(): MintedKey {
  const key = `rpk_${randomBytes(32).toString('base64url')}`;
  return { key, sha256: digest(key).toString('hex') };
}

/** The entry of a key, or null. Every entry is compared, so that the time tells nothing. */
export function findKey(entries: readonly ServiceKeyConfig[], key: string, now: Date): Claims | null {
  const given = digest(key);
  const [found] = entries.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  if (found === undefined) return null;
  const { id, name, roles, plugin, sources, territories, countries, brands, purposes = [], expires } = found;
  const expiresAt = expires === undefined ? null : new Date(expires);
  if (expiresAt !== null && expiresAt <= now) return null;
  return {
    subject: `key:${id}`,
    name,
    roles,
    purposes,
    ...(plugin !== undefined && { plugin }),
    ...(sources !== undefined && { sources }),
    ...(territories !== undefined && { territories }),
    ...(countries !== undefined && { countries }),
    ...(brands !== undefined && { brands }),
    ...(expiresAt !== null && { expiresAt }),
  };
}

export const digest = (text: string): Buffer => hash('sha256', text, 'buffer');
