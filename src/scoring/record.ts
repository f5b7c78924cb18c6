import type { Writer } from '../sdk';
import { meanwhile, together } from '../shared/meanwhile';
import type { ModelDocument } from '../value';
import { addToBuckets, dropEmptyBuckets } from './bucket.store';
import { BucketDeltas } from './bucket-delta';
import { insertContributions, readDayGroups, updateCounted, withdrawContributions } from './contribution.store';
import { applyDailyCaps, dayGroupsOf } from './day-groups';
import { insertEvidence, withdrawEvidence } from './evidence.store';
import { type LogRow, logRowsOf, type NewLogRow } from './log-row';
import type { EventKey, ScoredEvent } from './scoring';

/**
 * Writes log, buckets and evidence of a batch in at most five statements, once `ready` has settled. Days with capped signals are
 * counted again as a whole, so late events change no outcome. What the statements need is made while others run.
 */
export async function recordEvents(
  writer: Writer,
  scored: readonly ScoredEvent[],
  model: ModelDocument,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  const { events, rows, groups } = await meanwhile(ready, () => rowsToRecord(scored, model));
  const known = await readDayGroups(writer, groups);
  const counted = applyDailyCaps(known.length === 0 ? rows : [...rows, ...known], model);
  const added = counted.filter(isNew);
  const changes = changesAmong(applyDailyCaps(known, model), counted);
  await together(
    insertContributions(writer, added),
    updateCounted(
      writer,
      changes.map(({ row }) => row),
    ),
    insertEvidence(writer, events),
    Promise.resolve().then(() => addToBuckets(writer, deltasOf({ added, changes }, model))),
  );
}

/** In the order of customers: neighbours in the batch are then neighbours in the tables and their keys. */
function rowsToRecord(scored: readonly ScoredEvent[], model: ModelDocument) {
  const events = scored.toSorted((one, other) => one.input.customerId - other.input.customerId);
  const rows = events.flatMap(logRowsOf);
  return { events, rows, groups: dayGroupsOf(rows, model) };
}

/** At most six statements. */
export async function retractEvents(
  writer: Writer,
  events: readonly EventKey[],
  at: Date,
  model: ModelDocument,
): Promise<void> {
  if (events.length === 0) return;
  const gone = await withdrawContributions(writer, events, at);
  await withdrawEvidence(writer, events, at);
  const known = await readDayGroups(writer, dayGroupsOf(gone, model));
  // What left and what stays were one group until now: together they tell what each of them counted.
  const before = applyDailyCaps([...gone, ...known], model);
  const left = new Set(gone.map(keyOf));
  const changes = changesAmong(before, applyDailyCaps(known, model));
  await updateCounted(
    writer,
    changes.map(({ row }) => row),
  );
  const leavers = before.filter((row) => left.has(keyOf(row)));
  const deltas = deltasOf({ leavers, changes }, model);
  await addToBuckets(writer, deltas);
  await dropEmptyBuckets(writer, deltas);
}

/** A row that counts differently from before. */
interface Recount {
  readonly row: LogRow;
  readonly before: LogRow;
}

interface LogChange {
  readonly added?: readonly LogRow[];
  readonly leavers?: readonly LogRow[];
  readonly changes: readonly Recount[];
}

function deltasOf({ added = [], leavers = [], changes }: LogChange, model: ModelDocument) {
  const deltas = new BucketDeltas(model);
  for (const row of added) deltas.enter(row);
  for (const row of leavers) deltas.leave(row);
  for (const { row, before } of changes) deltas.recount(row, before);
  return deltas.list();
}

/** Known rows that count differently now. */
function changesAmong(known: readonly LogRow[], counted: readonly LogRow[]): readonly Recount[] {
  if (known.length === 0) return [];
  const now = new Map(counted.map((row) => [keyOf(row), row]));
  return known.flatMap((before) => {
    const row = now.get(keyOf(before));
    return row === undefined || row.q30 === before.q30 ? [] : [{ row, before }];
  });
}

const isNew = (row: LogRow | NewLogRow): row is NewLogRow => 'plugin' in row;

const keyOf = ({ customerId, eventId, ordinal }: LogRow): string => `${customerId}/${eventId}/${ordinal}`;
