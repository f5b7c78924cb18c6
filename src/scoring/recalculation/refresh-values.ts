import type { Writer } from '../../sdk';
import { type ManyValues, readForMany } from '../bulk/evaluate-many';
import type { ModelInForce } from '../model';
import { storeSnapshots } from '../snapshot.store';
import type { Alone } from './in-order';

export interface RefreshOptions {
  readonly model: ModelInForce;
  /** The instant of the run. */
  readonly at: Date;
  readonly now: Date;
  /**
   * Customers whose values are newer than the run, or wait for a refresh: theirs are computed at `now`, so that no later
   * evidence falls out of them.
   */
  readonly newer: ReadonlySet<number>;
  readonly alone: Alone;
}

/** Computes and stores what was read, and answers how many values changed. For `stale` customers it is read again. */
export type Refresh = (stale: ReadonlySet<number>) => Promise<number>;

interface Part {
  readonly ids: readonly number[];
  readonly at: Date;
}

/** Reads what the values of customers are computed from. The customers must be locked. */
export async function readyToRefresh(
  writer: Writer,
  customerIds: readonly number[],
  { model, at, now, newer, alone }: RefreshOptions,
): Promise<Refresh> {
  const older: Part = { ids: customerIds.filter((id) => !newer.has(id)), at };
  const later: Part = { ids: customerIds.filter((id) => newer.has(id)), at: now };
  const read = ({ ids, at: instant }: Part) => readForMany(writer, ids, instant, model.document);
  const parts: (Part & { readonly compute: () => Promise<ManyValues> })[] = [];
  for (const part of [older, later]) if (part.ids.length > 0) parts.push({ ...part, compute: await read(part) });
  return async (stale) => {
    let changed = 0;
    for (const { ids, at: instant, compute } of parts) {
      const again = ids.filter((id) => stale.has(id));
      const values = again.length === ids.length ? [] : await alone(compute);
      const fresh = again.length === 0 ? [] : await alone(await read({ ids: again, at: instant }));
      const replaced = new Map(again.map((id, index) => [id, fresh[index] ?? null]));
      const snapshots = ids.map((customerId, index) => {
        return { customerId, value: replaced.get(customerId) ?? values[index] ?? null };
      });
      changed += await storeSnapshots(writer, snapshots, model, instant);
    }
    return changed;
  };
}
