import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Registry } from '../../kernel/registry';
import type { Reader } from '../../sdk';
import { together } from '../../shared/meanwhile';
import { customerRuns } from '../bulk/customer-runs';
import type { ModelInForce } from '../model';
import type { ScoredEvent } from '../scoring';
import { dailyFactors } from './daily-factors';
import { type EventChunk, eventAt, eventChunk, named } from './event-chunk';
import { sameLines, saysContribution, saysEvidence } from './same-lines';
import { type ScoredChunk, scoreChunk } from './score-chunk';
import {
  type ReferenceCodes,
  readReferenceCodes,
  readWrittenEvents,
  readWrittenEvidence,
  readWrittenLog,
  type Written,
  type WrittenEvents,
} from './unchanged.store';

/** What is stored of customers, as texts, by their places in the list that was asked about. */
export interface WrittenCustomers extends ReferenceCodes {
  readonly events: readonly (WrittenEvents | undefined)[];
  readonly log: readonly (Written | undefined)[];
  readonly evidence: readonly (Written | undefined)[];
}

/** What the hooks say of customers, beside what is stored. */
export interface HooksBesideStored {
  /** Customers of whom they say something else, or of whom texts cannot tell. In all others no row is to be touched. */
  readonly changed: readonly number[];
  /** Those of whose interactions the texts do not tell. */
  readonly unclear: ReadonlySet<number>;
  /** What the hooks say of some of the other customers; costs and faults are left out. */
  scoredOf(customerIds: ReadonlySet<number>): readonly ScoredEvent[];
}

/** Customers whose events are scored together, before others have a turn: requests, and the next statement of work beside this one. */
const atOnce = 250;

/** Reads interactions, log and adoption evidence. Customers must be locked. */
export async function readWritten(
  reader: Reader,
  customerIds: readonly number[],
  { hooks, adoption }: Pick<Registry, 'hooks' | 'adoption'>,
): Promise<WrittenCustomers> {
  const runs = customerRuns(customerIds);
  const [codes, events, log, evidence] = await together(
    readReferenceCodes(reader),
    readWrittenEvents(reader, runs),
    readWrittenLog(reader, runs, [...hooks.keys()]),
    readWrittenEvidence(reader, runs, [...adoption.keys()]),
  );
  const slotOf = new Map(customerIds.map((id, slot) => [id, slot]));
  return { ...codes, events: bySlot(events, slotOf), log: bySlot(log, slotOf), evidence: bySlot(evidence, slotOf) };
}

function bySlot<Row extends { readonly customer_id: number }>(
  rows: readonly Row[],
  slotOf: ReadonlyMap<number, number>,
): readonly (Row | undefined)[] {
  const list = new Array<Row | undefined>(slotOf.size);
  for (const row of rows) {
    const slot = slotOf.get(row.customer_id);
    if (slot !== undefined) list[slot] = row;
  }
  return list;
}

/** Runs the hooks over the customers' interactions, in columns, and compares with the texts of what is stored. */
export async function hooksBesideStored(
  written: WrittenCustomers,
  customerIds: readonly number[],
  registry: Registry,
  model: ModelInForce,
): Promise<HooksBesideStored> {
  const changed: number[] = [];
  const unclear = new Set<number>();
  const differing: HooksBesideStored[] = [];
  for (let from = 0; from < customerIds.length; from += atOnce) {
    await letOthersRun();
    const compared = compare(
      part(written, from, from + atOnce),
      customerIds.slice(from, from + atOnce),
      registry,
      model,
    );
    if (compared.changed.length === 0) continue;
    changed.push(...compared.changed);
    for (const customerId of compared.unclear) unclear.add(customerId);
    differing.push(compared);
  }
  return { changed, unclear, scoredOf: (some) => differing.flatMap(({ scoredOf }) => scoredOf(some)) };
}

function part(written: WrittenCustomers, from: number, until: number): WrittenCustomers {
  const { events, log, evidence } = written;
  return {
    ...written,
    events: events.slice(from, until),
    log: log.slice(from, until),
    evidence: evidence.slice(from, until),
  };
}

function compare(
  { brandIds, actors, events, log, evidence }: WrittenCustomers,
  customerIds: readonly number[],
  registry: Registry,
  model: ModelInForce,
): HooksBesideStored {
  const chunk = named(eventChunk(events), { brandIds, actors });
  const scored = scoreChunk(registry, model, chunk, brandIds);
  const isSame = comparing(chunk, scored, dailyFactors(chunk, scored, customerIds.length, model.document), customerIds);
  return {
    changed: customerIds.filter((_, slot) => chunk.unclear.has(slot) || !isSame(slot, log[slot], evidence[slot])),
    unclear: new Set([...chunk.unclear].map((slot) => customerIds[slot] ?? 0)),
    scoredOf: (some) => scoredEvents(chunk, scored, some, { customerIds, brandIds, modelHash: model.hash }),
  };
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
    });
  }
  return events;
}
