import type { Registry } from '../../kernel/registry';
import type { Reader } from '../../sdk';
import { idsLiteral } from '../bulk/bulk-evidence.store';
import type { ModelInForce } from '../model';
import type { ScoredEvent } from '../scoring';
import { dailyFactors } from './daily-factors';
import { distinctActors, type EventChunk, eventAt, eventChunk, named } from './event-chunk';
import { sameLines, saysContribution, saysEvidence } from './same-lines';
import { type ScoredChunk, scoreChunk } from './score-chunk';
import {
  readActorCodes,
  readWrittenEvents,
  readWrittenEvidence,
  readWrittenLog,
  type Written,
} from './unchanged.store';

/** What the hooks say of customers, beside what is stored. */
export interface HooksBesideStored {
  /** Customers of whom they say something else, or of whom texts cannot tell. In all others no row is to be touched. */
  readonly changed: readonly number[];
  /** Those of whose interactions the texts do not tell. */
  readonly unclear: ReadonlySet<number>;
  /** What the hooks say of some of the other customers; costs and faults are left out. */
  scoredOf(customerIds: ReadonlySet<number>): readonly ScoredEvent[];
}

/** Runs the hooks over the customers' interactions, in columns, and compares with the texts of what is stored. Customers must be locked. */
export async function hooksBesideStored(
  reader: Reader,
  customerIds: readonly number[],
  registry: Registry,
  model: ModelInForce,
  brandIds: ReadonlyMap<string, number>,
): Promise<HooksBesideStored> {
  const ids = idsLiteral(customerIds);
  const written = readWrittenEvents(reader, ids);
  const log = readWrittenLog(reader, ids, [...registry.hooks.keys()]);
  const evidence = readWrittenEvidence(reader, ids, [...registry.adoption.keys()]);
  // They are awaited one after another; that of a failing one is told by the first.
  for (const statement of [log, evidence]) statement.catch(() => undefined);
  const events = await written;
  const slotOf = new Map(customerIds.map((id, slot) => [id, slot]));
  const nameless = eventChunk(events, slotOf);
  const chunk = named(nameless, { brandIds, actors: await readActorCodes(reader, distinctActors(nameless)) });
  const scored = await scoreChunk(registry, model, chunk, brandIds);
  const isSame = comparing(chunk, scored, dailyFactors(chunk, scored, customerIds.length, model.document), customerIds);
  const [logOf, evidenceOf] = [bySlot(await log, slotOf), bySlot(await evidence, slotOf)];
  return {
    changed: customerIds.filter((_, slot) => chunk.unclear.has(slot) || !isSame(slot, logOf[slot], evidenceOf[slot])),
    unclear: new Set([...chunk.unclear].map((slot) => customerIds[slot] ?? 0)),
    scoredOf: (some) => scoredEvents(chunk, scored, some, { customerIds, brandIds, modelHash: model.hash }),
  };
}

function bySlot(rows: readonly Written[], slotOf: ReadonlyMap<number, number>): readonly (Written | undefined)[] {
  const list = new Array<Written | undefined>(slotOf.size);
  for (const row of rows) list[slotOf.get(row.customer_id) ?? -1] = row;
  return list;
}

type IsSame = (slot: number, log: Written | undefined, evidence: Written | undefined) => boolean;

function comparing(
  chunk: EventChunk,
  { contributions, evidence }: ScoredChunk,
  factors: ReadonlyMap<number, number>,
  { length }: readonly number[],
): IsSame {
  const says = saysContribution(chunk, contributions, factors);
  const [lines, stages] = [contributions.countBy(chunk.slots, length), evidence.countBy(chunk.slots, length)];
  return (slot, log, stored) =>
    log?.foreign !== true &&
    sameLines(log, slot, chunk, { said: contributions, count: lines[slot] ?? 0, says }) &&
    sameLines(stored, slot, chunk, { said: evidence, count: stages[slot] ?? 0, says: saysEvidence });
}

interface Named {
  readonly customerIds: readonly number[];
  readonly brandIds: ReadonlyMap<string, number>;
  readonly modelHash: string;
}

function scoredEvents(
  chunk: EventChunk,
  { contributions, evidence }: ScoredChunk,
  some: ReadonlySet<number>,
  { customerIds, brandIds, modelHash }: Named,
): readonly ScoredEvent[] {
  const events: ScoredEvent[] = [];
  for (let row = 0; row < chunk.columns.length; row += 1) {
    if (!some.has(customerIds[chunk.slots[row] ?? -1] ?? -1)) continue;
    events.push({
      input: eventAt(chunk, row, customerIds, brandIds),
      modelHash,
      contributions: contributions.of(row),
      evidence: evidence.of(row),
      touchCost: null,
      faults: [],
      failure: null,
    });
  }
  return events;
}
