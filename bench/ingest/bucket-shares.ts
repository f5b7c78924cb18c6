import type { BucketChange } from './bucket-changes';

/** What of a contribution tells the buckets it went into, but for their half-lives and epochs. */
export interface Contributor {
  readonly customer_id: number;
  readonly event_id: string;
  readonly signal: string;
  readonly brand_id: number;
  readonly actor_id: number;
}

interface WithContributions {
  readonly contributions: readonly Contributor[] | null;
}

/**
 * Shares the change of each bucket out among the batches whose contributions went into it, by batch. The parts add up to
 * the change; which of them has how much makes no difference to the writing.
 */
export function shareOut(
  changes: readonly BucketChange[],
  batches: readonly WithContributions[],
): readonly (readonly BucketChange[])[] {
  const batchesOf = contributing(batches);
  const shares = batches.map((): BucketChange[] => []);
  for (const change of changes) {
    const among = batchesOf.get(keyOf(change)) ?? [0];
    for (const [index, batch] of among.entries()) shares[batch]?.push(part(change, index, among.length));
  }
  return shares;
}

/** An event that comes again with a later batch contributes nothing there. */
function contributing(batches: readonly WithContributions[]): ReadonlyMap<string, readonly number[]> {
  const came = new Map<string, number>();
  const found = new Map<string, number[]>();
  for (const [batch, { contributions }] of batches.entries()) {
    for (const row of contributions ?? []) {
      if ((came.get(row.event_id) ?? batch) !== batch) continue;
      came.set(row.event_id, batch);
      const known = found.get(keyOf(row));
      if (known === undefined) found.set(keyOf(row), [batch]);
      else if (known.at(-1) !== batch) known.push(batch);
    }
  }
  return found;
}

const keyOf = (
  row: Omit<Contributor, 'event_id' | 'customer_id'> & { readonly customer_id: number | string },
): string => [row.customer_id, row.signal, row.brand_id, row.actor_id].join('/');

function part(change: BucketChange, index: number, count: number): BucketChange {
  const of = (total: bigint): bigint => {
    const each = total / BigInt(count);
    return index === 0 ? total - each * BigInt(count - 1) : each;
  };
  return {
    ...change,
    q30: String(of(BigInt(change.q30))),
    mass30: String(of(BigInt(change.mass30))),
    n: Number(of(BigInt(change.n))),
  };
}
