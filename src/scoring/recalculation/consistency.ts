import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import type { Registry } from '../../kernel/registry';
import type { Reader } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { groupBy } from '../../shared/group-by';
import { bucketsOf } from '../bucket-delta';
import { bucketShape } from '../bucket-shape';
import { fixed } from '../current-model';
import { logRowsOf, type NewLogRow } from '../log-row';
import type { ModelInForce } from '../model';
import { reshape } from '../reshape';
import { scoreEvent } from '../score-event';
import {
  type Incident,
  inShape,
  insertIncidents,
  lockForCheck,
  sampleCustomers,
  versionsSince,
} from './consistency.store';
import { readBrandIds, readCountedInteractions, readWholeLog } from './hooks.store';
import { type Difference, differingBuckets } from './log.store';
import { rowKey } from './rebuild';
import { eventToScore } from './rebuild-by-hooks';

export interface ConsistencyServices {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly registry: Registry;
  readonly model: ModelInForce;
  readonly clock: Clock;
  readonly log: { error(figures: object, message: string): void };
}

export interface ConsistencyResult {
  readonly customers: number;
  readonly incidents: readonly Incident[];
}

const batch = 500;

/**
 * Recomputes customers from their interactions and their log and compares with what is stored, to the last bit. Every
 * difference is an incident: stored, logged and answered; nothing is repaired.
 *
 * @param share of all customers that is checked, drawn by `day`: the same day draws the same customers
 */
export async function checkConsistency(
  services: ConsistencyServices,
  { share, day }: { readonly share: number; readonly day: string },
): Promise<ConsistencyResult> {
  const { database, log, clock } = services;
  const seed = createHash('sha256').update(`consistency ${day}`).digest().readInt32BE(0);
  let [after, customers] = [0, 0];
  const incidents: Incident[] = [];
  for (;;) {
    const ids = await sampleCustomers(database.reader(), { after, share, seed, limit: batch });
    if (ids.length === 0) break;
    after = ids.at(-1) ?? after;
    customers += ids.length;
    const found = await database.transaction((writer) => checkCustomers(services, writer, ids));
    if (found.length === 0) continue;
    await database.transaction((writer) => insertIncidents(writer, found, clock.now()));
    for (const incident of found.slice(0, 20))
      log.error({ ...incident }, 'Stored value state differs from its evidence');
    incidents.push(...found);
  }
  return { customers, incidents };
}

async function checkCustomers(
  { registry, model }: ConsistencyServices,
  writer: Parameters<typeof lockForCheck>[0],
  sample: readonly number[],
): Promise<readonly Incident[]> {
  const current = fixed(model);
  const locked = await lockForCheck(writer, sample);
  // Those not yet brought into the model's shape wait for the recalculation; their integers are of the former model.
  const ids = await inShape(writer, locked, bucketShape(current.document));
  if (ids.length === 0) return [];
  const stored = await readWholeLog(writer, ids);
  const since = await versionsSince(writer);
  const isOfVersion = (row: NewLogRow) =>
    row.recordedAt >= (since.get(`${row.plugin} ${row.pluginVersion}`) ?? row.recordedAt);
  const { rows: all, failed } = await expectedLog(writer, ids, registry, current);
  const expected = all.filter(isOfVersion);
  const rows = [...groupBy(stored, ({ customerId }) => customerId).values()].flatMap((own) =>
    reshape(own, current.document),
  );
  const buckets = await differingBuckets(writer, ids, bucketsOf(rows, current.document));
  return [
    ...missingOrForeign(
      stored.filter((row) => isOfVersion(row) && !failed.has(row.eventId)),
      expected,
      registry,
    ),
    ...contributionDifferences(stored, rows),
    ...buckets.map((difference) => incidentOf('bucket', difference)),
  ];
}

async function expectedLog(reader: Reader, ids: readonly number[], registry: Registry, model: ModelInForce) {
  const brandIds = await readBrandIds(reader);
  const interactions = await readCountedInteractions(reader, ids);
  const scored = interactions.map((row) => scoreEvent(registry, model, eventToScore(row, brandIds)));
  // Of an event at which its hook fails what was said before stands, and nobody can say whether it is right.
  const failed = new Set(scored.flatMap(({ failure, input }) => (failure === null ? [] : [input.event.id])));
  return { rows: scored.flatMap(logRowsOf), failed };
}

/** Contributions that no interaction explains, and those that an interaction should have left. Other plugin versions may differ. */
function missingOrForeign(
  stored: readonly NewLogRow[],
  expected: readonly NewLogRow[],
  { hooks }: Registry,
): readonly Incident[] {
  const known = new Map(stored.map((row) => [rowKey(row), row]));
  const wanted = new Map(expected.map((row) => [rowKey(row), row]));
  const missing = expected.filter((row) => !known.has(rowKey(row)));
  const foreign = stored.filter(
    (row) => hooks.get(row.plugin)?.owner.version === row.pluginVersion && !wanted.has(rowKey(row)),
  );
  const other = stored.filter((row) => {
    const want = wanted.get(rowKey(row));
    return want !== undefined && want.pluginVersion === row.pluginVersion && textOf(want) !== textOf(row);
  });
  return [
    ...missing.map((row) => difference('interaction', row, textOf(row), null)),
    ...foreign.map((row) => difference('interaction', row, null, textOf(row))),
    ...other.map((row) => difference('interaction', row, textOf(wanted.get(rowKey(row)) ?? row), textOf(row))),
  ];
}

function contributionDifferences(stored: readonly NewLogRow[], shaped: readonly NewLogRow[]): readonly Incident[] {
  const right = new Map(shaped.map((row) => [rowKey(row), integersOf(row)]));
  return stored.flatMap((row) => {
    const [expected, found] = [right.get(rowKey(row)) ?? null, integersOf(row)];
    return expected === found ? [] : [difference('contribution', row, expected, found)];
  });
}

const textOf = ({ signal, amount, brandId, actorId, path }: NewLogRow): string =>
  [signal, amount, brandId, actorId, path ?? ''].join(' ');
const integersOf = ({ halfLife, epoch, q30, mass30 }: NewLogRow): string => [halfLife, epoch, q30, mass30].join(' ');

function difference(what: Incident['what'], row: NewLogRow, expected: string | null, found: string | null): Incident {
  const { customerId, signal, eventId, ordinal } = row;
  return { id: randomUUID(), customerId, what, signal, subject: `${eventId}/${ordinal}`, expected, found };
}

function incidentOf(what: Incident['what'], { customer_id, ...rest }: Difference): Incident {
  return { id: randomUUID(), customerId: customer_id, what, ...rest };
}
