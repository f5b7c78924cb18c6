import type { Registry } from '../kernel/registry';
import type { IntakeRecord, RepeatPolicy, Writer } from '../sdk';
import type { Outcome, Reporter } from './ingest';
import type { Normalise } from './normalise/normalise';
import { isRefused, keyOf, type Prepared, type Refused } from './normalise/prepared';
import { awaited, customerKeysGivenBy } from './plan/customer-keys';
import { type Resubmission, takeAwaiting } from './store/set-aside.store';

/** Waiting rows taken along at most by one batch; what is left waits for the next record of the customer, or a resubmission. */
const mostReleased = 1_000;

/** Waiting rows in hand, as items of a batch. */
export interface Released {
  readonly rows: readonly Resubmission[];
  readonly items: readonly (Prepared | Refused)[];
}

interface Services {
  readonly registry: Registry;
  readonly normalise: Normalise;
}

/**
 * Locks the waiting records that name customers of this batch, to go through the road behind it in the same transaction. One whose key
 * the batch has itself is left to the batch: its body is the newer one.
 */
export async function releasedBy(
  writer: Writer,
  items: readonly (Prepared | Refused)[],
  services: Services,
): Promise<Released> {
  const keys = new Set(items.flatMap((item) => (isRefused(item) ? [] : customerKeysGivenBy(item.record).map(awaited))));
  if (keys.size === 0) return { rows: [], items: [] };
  const own = new Set(items.flatMap((item) => (isRefused(item) ? [] : [item.key])));
  const rows = (await takeAwaiting(writer, [...keys], mostReleased)).filter((row) => !own.has(keyOf(row)));
  return { rows, items: itemsOf(rows, items.length, services) };
}

/** Each by the rule of the door it first came through. `from` is the index of the first. */
export function itemsOf(
  rows: readonly Resubmission[],
  from: number,
  { registry, normalise }: Services,
): readonly (Prepared | Refused)[] {
  return rows.map((row, index) => {
    const position = positionOf(row);
    const repeats = repeatsOf(row.door, registry);
    const arrival = { index: from + index, position, repeats, reporter: reporterOf(row) };
    return normalise({ record: row.record as IntakeRecord, position }, arrival);
  });
}

/** Rejected now, repeated, or filtered; accepted ones are resolved by the road itself. */
export function noLongerWaiting(rows: readonly Resubmission[], outcomes: readonly Outcome[]) {
  return rows.flatMap(({ id, disposition }, index) => {
    const status = outcomes[index]?.status;
    if (status === undefined) return [];
    // One that was rejected and waits now has a new row.
    return status === 'waiting' && disposition === 'waiting' ? [] : [{ id, resolution: status }];
  });
}

/** What it answered for is not kept: what was stored meanwhile, by anybody else, stays. */
function reporterOf({ reportedBy }: Resubmission): Reporter | null {
  return reportedBy === null ? null : { subject: reportedBy, answersFor: () => false };
}

function positionOf({ line, raw }: Resubmission) {
  return { line: line ?? 0, ...(raw === null ? {} : { raw }) };
}

/** A door that is no longer installed took its last word with it; then the later body counts. */
function repeatsOf(door: string, registry: Registry): RepeatPolicy {
  const [kind, id = ''] = door.split(/:(.*)/s);
  const adapter =
    kind === 'import' ? registry.importers.get(id) : kind === 'hook' ? registry.webHooks.get(id) : undefined;
  return adapter?.value.repeats ?? 'correct';
}
