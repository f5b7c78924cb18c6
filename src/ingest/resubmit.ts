import type { Registry } from '../kernel/registry';
import type { Writer } from '../sdk';
import type { Held } from './held';
import type { Ingest } from './ingest';
import { isUuid } from './normalise/canonical';
import type { Normalise } from './normalise/normalise';
import { itemsOf, noLongerWaiting } from './release';
import type { TakeBatch, Taken } from './services';
import { resolveWaiting, resubmissionDoor, takeWaiting } from './store/set-aside.store';
import { alone } from './under-way';

interface Resubmit {
  readonly selection: Parameters<Ingest['resubmit']>[0];
  readonly registry: Registry;
  readonly normalise: Normalise;
  readonly takeBatch: TakeBatch;
  readonly attempt: number;
  readonly held: Held;
  readonly at: Date;
}

/** Sends waiting records through the road again, each by the rule of the door it first came through. */
export async function resubmitWaiting(
  writer: Writer,
  { selection, registry, normalise, takeBatch, attempt, held, at }: Resubmit,
): Promise<Taken> {
  const { ids, limit } = selection;
  const rows = await takeWaiting(writer, { limit, ...(ids === undefined ? {} : { ids: ids.filter(isUuid) }) });
  const items = itemsOf(rows, 0, { registry, normalise });
  const receipt = await takeBatch(
    writer,
    { items, door: { id: resubmissionDoor, snapshots: 'now' }, attempt, held, passage: alone },
    at,
  );
  await resolveWaiting(writer, noLongerWaiting(rows, receipt.outcomes), at);
  return receipt;
}
