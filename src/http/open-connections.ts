import type { Principal } from '../sdk';
import type { Connection } from './credentials-end';

/** Connections that stay open, by principal, so that one cannot take all there can be. */
export class OpenConnections<Kind extends Connection> {
  readonly #most: number;
  readonly #open = new Map<string, Set<Kind>>();

  /** @param most that one principal may have open at a time */
  constructor(most: number) {
    this.#most = most;
  }

  /** Answers false when the principal has as many as it may. */
  add({ subject }: Principal, connection: Kind): boolean {
    const own = this.#open.get(subject) ?? new Set();
    if (own.size >= this.#most) return false;
    this.#open.set(subject, own.add(connection));
    connection.once('close', () => {
      own.delete(connection);
      if (own.size === 0 && this.#open.get(subject) === own) this.#open.delete(subject);
    });
    return true;
  }

  *all(): Iterable<Kind> {
    for (const own of this.#open.values()) yield* own;
  }
}
