import { createHash } from 'node:crypto';

/** Remembers which body came with a token. */
export interface TokenMemory {
  /** Whether the token is new, or came with this very body before. */
  admits(token: string, body: Buffer): boolean;
}

/**
 * Mailgun signs time stamp and token but not the body. Whoever has seen one signature could send any body with it until the
 * replay window closes, so a token is good for one body. The oldest tokens are forgotten past `capacity`; a restart forgets all.
 */
export function tokenMemory(capacity = 20_000): TokenMemory {
  const digests = new Map<string, string>();
  return {
    admits(token, body) {
      const digest = createHash('sha256').update(body).digest('base64');
      const known = digests.get(token);
      if (known !== undefined) return known === digest;
      digests.set(token, digest);
      const [oldest] = digests.keys();
      if (digests.size > capacity && oldest !== undefined) digests.delete(oldest);
      return true;
    },
  };
}
