import type { CustomerKey } from '../../sdk';

export interface IdentifierOwner extends CustomerKey {
  readonly customerId: number;
}

export type Identity =
  | { readonly customerId: number }
  | { readonly customerId: null; readonly code: 'CUSTOMER_UNKNOWN' | 'IDENTIFIER_CONFLICT'; readonly reason: string };

/** Which customer has which identifier: what the store knows of a batch's identifiers, and what the batch adds item by item. */
export class IdentityBook {
  readonly #owners = new Map<string, number>();
  readonly #added = new Map<string, IdentifierOwner>();
  readonly #freeIds: number[];

  /** `freeIds` are ids for customers the batch creates. */
  constructor(stored: readonly IdentifierOwner[], freeIds: readonly number[]) {
    for (const owner of stored) this.#owners.set(identifierKey(owner), owner.customerId);
    this.#freeIds = [...freeIds].reverse();
  }

  /** The one customer that all known identifiers lead to. */
  resolve(keys: readonly CustomerKey[]): Identity {
    let found: CustomerKey | undefined;
    let customerId: number | undefined;
    for (const key of keys) {
      const owner = this.#owners.get(identifierKey(key));
      if (owner === undefined || owner === customerId) continue;
      if (found !== undefined) return conflict(found, key);
      found = key;
      customerId = owner;
    }
    return customerId === undefined ? unknown(keys) : { customerId };
  }

  /** Gives identifiers that nobody has to a customer. */
  link(keys: readonly CustomerKey[], customerId: number): void {
    for (const { system, value } of keys) {
      const key = identifierKey({ system, value });
      if (this.#owners.has(key)) continue;
      this.#owners.set(key, customerId);
      this.#added.set(key, { system, value, customerId });
    }
  }

  newCustomerId(): number {
    const id = this.#freeIds.pop();
    if (id === undefined) throw new Error('The batch creates more customers than ids were drawn for.');
    return id;
  }

  /** Identifiers to store, in the order of keys. */
  added(): readonly IdentifierOwner[] {
    return [...this.#added.keys()].sort().flatMap((key) => this.#added.get(key) ?? []);
  }
}

export function identifierKey(key: CustomerKey): string {
  return `${key.system}\u0000${key.value}`;
}

function unknown(keys: readonly CustomerKey[]): Identity {
  const named = keys.slice(0, 5).map(shown).join(', ');
  return { customerId: null, code: 'CUSTOMER_UNKNOWN', reason: `No customer has ${named}` };
}

function conflict(one: CustomerKey, other: CustomerKey): Identity {
  return {
    customerId: null,
    code: 'IDENTIFIER_CONFLICT',
    reason: `${shown(one)} and ${shown(other)} belong to different customers`,
  };
}

function shown(key: CustomerKey): string {
  return `${key.system} ${key.value}`;
}
