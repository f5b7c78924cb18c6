import type { Registry } from '../kernel/registry';
import type { IntakeRecord, RepeatPolicy, Writer } from '../sdk';
import type { Ingest, Receipt } from './ingest';
import { isUuid } from './normalise/canonical';
import type { Normalise } from './normalise/normalise';
import type { TakeBatch } from './services';
import { type Resubmission, resolveWaiting, resubmissionDoor, takeWaiting } from './store/set-aside.store';

interface Resubmit {
  readonly selection: Parameters<Ingest['resubmit']>[0];
  readonly registry: Registry;
  readonly normalise: Normalise;
  readonly takeBatch: TakeBatch;
  readonly attempt: number;
  readonly at: Date;
}

/** Sends waiting records through the road again, each by the rule of the door it first came through. */
export async function resubmitWaiting(
  writer: Writer,
  { selection, registry, normalise, takeBatch, attempt, at }: Resubmit,
): Promise<Receipt> {
  const { ids, limit } = selection;
  const rows = await takeWaiting(writer, { limit, ...(ids === undefined ? {} : { ids: ids.filter(isUuid) }) });
  const items = rows.map((row, index) =>
    normalise(
      { record: row.record as IntakeRecord, position: positionOf(row) },
      { index, position: positionOf(row), repeats: repeatsOf(row.door, registry) },
    ),
  );
  const receipt = await takeBatch(writer, { items, door: { id: resubmissionDoor, snapshots: 'now' }, attempt }, at);
  await resolveWaiting(writer, noLongerWaiting(rows, receipt), at);
  return receipt;
}

/** Rejected now, repeated, or filtered; accepted ones are resolved by the road itself. */
function noLongerWaiting(rows: readonly Resubmission[], receipt: Receipt) {
  return rows.flatMap(({ id }, index) => {
    const status = receipt.outcomes[index]?.status;
    return status === undefined || status === 'waiting' ? [] : [{ id, resolution: status }];
  });
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
