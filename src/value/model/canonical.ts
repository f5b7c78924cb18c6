import { createHash } from 'node:crypto';
import { inKeyOrder } from '../order';

/**
 * JSON with keys in code-unit order, no white space and undefined members left out: one text per value.
 *
 * @throws TypeError for numbers that JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = inKeyOrder(value as Record<string, unknown>).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** SHA-256 of the canonical JSON, 64 hexadecimal digits: the identity of a value model. */
export function modelHash(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
