import type { FastifyRequest } from 'fastify';
import { RapportError } from '../../sdk';

/** A key that others could guess would show them answers, and two callers' `1` would be one key. */
const shortest = 16;
const longest = 255;

/** A structured-field string, as the IETF draft writes it, or the same without quotation marks. */
const quoted = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
const printable = /^[\x21-\x7e]+$/;

/**
 * The key under which a request is to be done once; null when the header is missing.
 *
 * @throws RapportError IDEMPOTENCY_KEY_INVALID
 */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  // Node joins repeated headers by a comma and a blank, which no key holds.
  const text = String(given).trim();
  const key = quoted.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? text;
  if (printable.test(key) && key.length >= shortest && key.length <= longest) return key;
  throw new RapportError(
    'IDEMPOTENCY_KEY_INVALID',
    `Idempotency-Key must be ${shortest} to ${longest} printable ASCII characters without blanks, such as a UUID, once.`,
  );
}
