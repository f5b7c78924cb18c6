import type { Writer } from '../../sdk';
import type { EvidencePart } from '../bulk/bulk-evidence.store';
import { type Compute, readForMany } from '../bulk/evaluate-many';
import type { SaidEvidence } from '../bulk/facts';
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

/** What a rebuild has told meanwhile. */
export interface Told {
  /** Customers of whom it has written: what was read of them is read again. */
  readonly touched: ReadonlySet<number>;
  readonly said?: SaidEvidence;
  /** Those of whom that does not tell all. */
  readonly untold: ReadonlySet<number>;
}

/** Computes and stores what was read, and answers how many values changed. */
export type Refresh = (told: Told) => Promise<number>;

interface Part {
  readonly ids: readonly number[];
  readonly at: Date;
  readonly evidence: EvidencePart;
  readonly compute: Compute;
}

/**
 * Reads what the values of customers are computed from. The customers must be locked.
 *
 * @param part `besideSaid` where a rebuild will tell what hooks have said
 */
export async function readyToRefresh(
  writer: Writer,
  customerIds: readonly number[],
  { model, at, now, newer, alone }: RefreshOptions,
  part: EvidencePart,
): Promise<Refresh> {
  const parts: Part[] = [];
  const read = async (ids: readonly number[], instant: Date, evidence: EvidencePart) => {
    if (ids.length === 0) return;
    const compute = await readForMany(writer, ids, instant, model.document, evidence);
    parts.push({ ids, at: instant, evidence, compute });
  };
  await read(
    customerIds.filter((id) => !newer.has(id)),
    at,
    part,
  );
  await read(
    customerIds.filter((id) => newer.has(id)),
    now,
    'whole',
  );
  return async ({ touched, said, untold }) => {
    let changed = 0;
    for (const { ids, at: instant, evidence, compute } of parts) {
      const stale = evidence === 'whole' ? touched : untold;
      const again = ids.filter((id) => stale.has(id));
      const values =
        again.length === ids.length ? [] : await alone(() => compute(evidence === 'whole' ? undefined : said));
      const computeAgain = again.length === 0 ? nobody : await readForMany(writer, again, instant, model.document);
      const fresh = await alone(() => computeAgain());
      const replaced = new Map(again.map((id, index) => [id, fresh[index] ?? null]));
      const snapshots = ids.map((customerId, index) => {
        const value = stale.has(customerId) ? replaced.get(customerId) : values[index];
        return { customerId, value: value ?? null };
      });
      changed += await storeSnapshots(writer, snapshots, model, instant);
    }
    return changed;
  };
}

const nobody: Compute = async () => [];
