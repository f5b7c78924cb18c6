import type { CompiledPlan } from '../plan/compiled-plan';

/** A plan that is used once is not worth the memory of every connection. */
const usesBeforeNamed = 3;

/**
 * Characters of all texts that connections keep prepared, together. PostgreSQL keeps some 70 bytes per character of a plan:
 * the statement of a view (22 000 characters) takes 1.6 MB of each connection.
 */
const mostCharacters = 1_500_000;

/** Milliseconds after which names are given anew; connections that have kept older ones live about as long. */
const generation = 3_600_000;

/** How many plans are counted towards a name. */
const mostCounted = 5_000;

/** Decides which plans are prepared under a name: clients can ask in more ways than a connection can remember. */
export class PreparedNames {
  readonly #named = new Set<string>();
  readonly #uses = new Map<string, number>();
  #characters = 0;
  #since = 0;

  /** The plan's name, or null when its statement is to be sent without one. */
  nameOf({ name, text }: CompiledPlan, now: Date): string | null {
    this.#startAnew(now.getTime());
    if (this.#named.has(name)) return name;
    const uses = (this.#uses.get(name) ?? 0) + 1;
    if (this.#uses.size >= mostCounted) this.#uses.clear();
    this.#uses.set(name, uses);
    if (uses < usesBeforeNamed || this.#characters + text.length > mostCharacters) return null;
    this.#characters += text.length;
    this.#named.add(name);
    this.#uses.delete(name);
    return name;
  }

  #startAnew(now: number): void {
    if (now - this.#since < generation) return;
    this.#since = now;
    this.#characters = 0;
    this.#named.clear();
  }
}
