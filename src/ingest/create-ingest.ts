import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../db/database';
import type { IntakeItem, Writer } from '../sdk';
import { applyBatch } from './apply';
import { type EventServices, scoreInteractions } from './apply-events';
import { decide } from './decide';
import { noMarks } from './erasure-marks';
import { holding, refuseFailed } from './held';
import type { Door, Ingest, Outcome, Receipt, ReceiptCounts } from './ingest';
import { loadState } from './load';
import { createNormalise } from './normalise/normalise';
import type { Prepared, Refused } from './normalise/prepared';
import type { Changes } from './plan/changes';
import type { BatchState, DraftOutcome } from './plan/plan-batch';
import type { PlanState } from './plan/planner';
import { noLongerWaiting, releasedBy } from './release';
import { reportFaults } from './report-faults';
import { resubmitWaiting } from './resubmit';
import { retractInteraction } from './retract';
import { retryOnConflict } from './retry';
import { createMeasureAddends } from './rollup-deltas';
import type { Batch, IngestServices, TakeBatch, Taken } from './services';
import { lastOfEach, rowKey, setAsideRow, withSetAsideIds } from './set-aside';
import { keepRefused, keepWaiting, resolveWaiting, resubmissionDoor, type SetAsideRow } from './store/set-aside.store';
import { alone, type Passage, UnderWay } from './under-way';

/** A large batch gives way to others, such as the batch before it, after so many items. */
const itemsPerTurn = 200;

/** Builds the one road of every record into the platform. */
export function createIngest(services: IngestServices): Ingest {
  const { database, registry, scoring, clock } = services;
  const normalise = createNormalise(registry);
  const events: EventServices = { scoring, measureAddends: createMeasureAddends(registry) };
  const typeOf: PlanState['typeOf'] = (id) => registry.interactionTypes.get(id)?.value ?? { id, channel: id };
  const marks = services.marks ?? noMarks;
  const underWay = new UnderWay();
  const score = async ({ changes, codes }: BatchState, at: Date) => {
    const scored = await scoreInteractions(scoring, changes, codes, at);
    refuseFailed(scored);
    reportFaults(services, scored, at);
    return scored;
  };
  const takeBatch: TakeBatch = async (writer, batch, at) => {
    const { items, passage } = batch;
    const { claims, stateWith } = await loadState(writer, batch, at, { typeOf, marks });
    const expected = batch.attempt === 1 ? passage.expect(items, claims) : [];
    const { state, drafts, scored } = await decide(writer, {
      items,
      stateWith: (faster) => stateWith([...expected, ...faster]),
      score: (decided) => score(decided, at),
      passage,
    });
    const renewal = await applyBatch(writer, events, { state, scored }, batch, at);
    await passage.afterEnds();
    const outcomes = await keepSetAside(writer, drafts, state.changes, batch, at);
    return { outcomes, counts: countOutcomes(outcomes), outdated: renewal === 'marked' };
  };
  /** What waited for the customers of a batch goes behind it; the receipt tells of the batch alone. */
  const takeWithReleased: TakeBatch = async (writer, batch, at) => {
    const own = batch.items.length;
    const released = await releasedBy(writer, batch.items, { registry, normalise });
    if (released.rows.length === 0) return takeBatch(writer, batch, at);
    const all = { ...batch, items: [...batch.items, ...released.items], releasedFrom: own };
    const { outcomes, outdated } = await takeBatch(writer, all, at);
    await resolveWaiting(writer, noLongerWaiting(released.rows, outcomes.slice(own)), at);
    return { outcomes: outcomes.slice(0, own), counts: countOutcomes(outcomes.slice(0, own)), outdated };
  };
  /** After the commit. Who asks for values later computes them himself. */
  const receiptOf = async ({ outdated, outcomes, counts }: Taken, snapshots: Door['snapshots']): Promise<Receipt> => {
    if (outdated && snapshots === 'now') await database.afterCommit(() => services.onOutdated?.());
    return { outcomes, counts };
  };
  const prepare = async (given: readonly IntakeItem[], { repeats, reporter, arrivedAt }: Door) => {
    const prepared: (Prepared | Refused)[] = [];
    for (const [index, item] of given.entries()) {
      if (index > 0 && index % itemsPerTurn === 0) await turn();
      const arrival = { index, position: item.position, repeats, reporter: reporter ?? null };
      prepared.push(normalise(item, arrivedAt === undefined ? arrival : { ...arrival, arrivedAt }));
    }
    return prepared;
  };
  return {
    take: async (given, door) => {
      const items = await prepare(given, door);
      await door.startAfter;
      const pass = await passing(database, underWay);
      const taken = await holding(items, scoring, (held) =>
        retryOnConflict((attempt) =>
          pass((passage) =>
            database.transaction(async (writer) => {
              const receipt = await takeWithReleased(writer, { items, door, attempt, held, passage }, clock.now());
              await door.beforeCommit?.(writer, receipt.counts);
              return receipt;
            }),
          ),
        ),
      );
      return receiptOf(taken, door.snapshots);
    },
    retract: (key) =>
      retryOnConflict(() => database.transaction((writer) => retractInteraction(writer, events, key, clock.now()))),
    resubmit: async (selection) => {
      const taken = await holding([], scoring, (held) =>
        retryOnConflict((attempt) =>
          database.transaction((writer) =>
            resubmitWaiting(writer, { selection, registry, normalise, takeBatch, attempt, held, at: clock.now() }),
          ),
        ),
      );
      return receiptOf(taken, 'now');
    },
  };
}

type Pass = <T>(work: (passage: Passage) => Promise<T>) => Promise<T>;

/** Within a unit of work a batch is not stored when it ends, so nobody may count on it. */
async function passing(database: Pick<Database, 'afterCommit'>, underWay: UnderWay): Promise<Pass> {
  let isCommitted = false;
  await database.afterCommit(() => {
    isCommitted = true;
  });
  return isCommitted ? (work) => underWay.pass(work) : (work) => work(alone);
}

async function keepSetAside(
  writer: Writer,
  drafts: readonly DraftOutcome[],
  changes: Changes,
  { door, releasedFrom = Number.POSITIVE_INFINITY }: Batch,
  at: Date,
): Promise<readonly Outcome[]> {
  const rows = [...changes.setAside].map(([index, pending]) =>
    setAsideRow(index, pending, index < releasedFrom ? door : { id: resubmissionDoor }, randomUUID),
  );
  await resolveWaiting(writer, changes.answeredWaiting, at);
  const isOpen = (row: SetAsideRow): boolean => row.disposition === 'waiting' && row.resolution === null;
  const closed = rows.filter((row) => !isOpen(row));
  const refused = lastOfEach(closed, (row) => row.id);
  await keepRefused(writer, refused, at);
  const kept = await keepWaiting(writer, lastOfEach(rows.filter(isOpen), rowKey).toSorted(byKey), at);
  return withSetAsideIds(drafts, rows, kept);
}

function byKey(one: SetAsideRow, other: SetAsideRow): number {
  return rowKey(one) < rowKey(other) ? -1 : 1;
}

export function countOutcomes(outcomes: readonly Outcome[]): ReceiptCounts {
  const counts = { accepted: 0, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };
  for (const { status } of outcomes) counts[status] += 1;
  return counts;
}
