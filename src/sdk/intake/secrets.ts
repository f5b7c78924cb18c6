import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares a secret with what was sent in a time that tells nothing about where they differ.
 *
 * @since 0.1.0
 * @example
 * import { sameSecret } from 'rapport/sdk';
 *
 * [sameSecret('c0ffee', 'c0ffee'), sameSecret('c0ffee', '')]; // => [true, false]
 */
export function sameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(digest(expected), digest(given));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
