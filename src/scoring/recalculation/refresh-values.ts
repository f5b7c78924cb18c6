import type { Writer } from '../../sdk';
import type { EvidencePart } from '../bulk/bulk-evidence.store';
import { type Compute, readForMany } from '../bulk/evaluate-many';
import type { SaidEvidence } from '../bulk/facts';
import type { ModelInForce } from '../model';
import { type NewSnapshot, storeSnapshots } from '../snapshot.store';
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
 * @param evidence `besideSaid` where a rebuild will tell what hooks have said
 */
export async function readyToRefresh(
  writer: Writer,
  customerIds: readonly number[],
  { model, at, now, newer, alone }: RefreshOptions,
  evidence: EvidencePart,
): Promise<Refresh> {
  const read = (ids: readonly number[], instant: Date, part: EvidencePart) =>
    readForMany(writer, ids, instant, model.document, part);
  const older = customerIds.filter((id) => !newer.has(id));
  const later = customerIds.filter((id) => newer.has(id));
  const parts: readonly Part[] = [
    { ids: older, at, evidence, compute: older.length === 0 ? nobody : await read(older, at, evidence) },
    { ids: later, at: now, evidence: 'whole', compute: later.length === 0 ? nobody : await read(later, now, 'whole') },
  ];
  const again: Again = (ids, instant) => (ids.length === 0 ? Promise.resolve(nobody) : read(ids, instant, 'whole'));
  return async (told) => {
    let changed = 0;
    for (const part of parts.filter(({ ids }) => ids.length > 0)) {
      changed += await storeSnapshots(writer, await snapshotsOf(part, told, again, alone), model, part.at);
    }
    return changed;
  };
}

const nobody: Compute = async () => [];

type Again = (customerIds: readonly number[], at: Date) => Promise<Compute>;

async function snapshotsOf(
  { ids, at, evidence, compute }: Part,
  { touched, said, untold }: Told,
  readAgain: Again,
  alone: Alone,
): Promise<readonly NewSnapshot[]> {
  const stale = evidence === 'whole' ? touched : untold;
  const again = ids.filter((id) => stale.has(id));
  const isReplaced = again.length === ids.length;
  const values = isReplaced ? [] : await alone(() => compute(evidence === 'whole' ? undefined : said));
  const computeAgain = await readAgain(again, at);
  const fresh = await alone(() => computeAgain());
  const replaced = new Map(again.map((id, index) => [id, fresh[index] ?? null]));
  return ids.map((customerId, index) => {
    const value = stale.has(customerId) ? replaced.get(customerId) : values[index];
    return { customerId, value: value ?? null };
  });
}
