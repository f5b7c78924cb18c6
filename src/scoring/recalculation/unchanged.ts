import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Registry } from '../../kernel/registry';
import type { Reader } from '../../sdk';
import { together } from '../../shared/meanwhile';
import type { ValuePlan } from '../../value';
import { customerRuns } from '../bulk/customer-runs';
import type { SaidEvidence } from '../bulk/facts';
import type { ModelInForce } from '../model';
import type { ScoredEvent } from '../scoring';
import { dailyFactors } from './daily-factors';
import { type EventChunk, eventAt, eventChunk, type SlotRange } from './event-chunk';
import type { PerEvent } from './per-event';
import { indexRows, type RowIndex } from './row-index';
import { joinedEvidence, saidEvidence } from './said-evidence';
import { comparingRows, type Says, saysContribution, saysEvidence } from './same-lines';
import { type ScoredChunk, scoreChunk } from './score-chunk';
import {
  type ReferenceCodes,
  readReferenceCodes,
  readWrittenEvents,
  readWrittenEvidence,
  readWrittenLog,
  recordSeparator,
  type WrittenRows,
} from './unchanged.store';

/** What is stored of customers, as texts. */
export interface WrittenCustomers extends ReferenceCodes {
  readonly events: WrittenRows;
  readonly log: WrittenRows;
  readonly evidence: WrittenRows;
}

/** What the hooks say of customers, beside what is stored. */
export interface HooksBesideStored {
  /** Customers of whom they say something else, or of whom texts cannot tell. In all others no row is to be touched. */
  readonly changed: readonly number[];
  /** Those of whose interactions the texts do not tell, or a hook failed to. */
  readonly unclear: ReadonlySet<number>;
  /** What the hooks say of some of the other customers; costs and faults are left out. */
  scoredOf(customerIds: ReadonlySet<number>): readonly ScoredEvent[];
  /** What values are computed from: that of changed customers is not what is stored. Nothing where no plan was given. */
  readonly evidence: SaidEvidence;
}

export interface Hooks {
  readonly registry: Registry;
  readonly model: ModelInForce;
  /** What values are to be computed by afterwards, if any are. */
  readonly plan?: ValuePlan;
}

/** Customers whose events are scored together, before others have a turn: requests, and the next statement of work beside this one. */
const atOnce = 250;

/** Reads interactions, log and adoption evidence. Customers must be locked. */
export async function readWritten(
  reader: Reader,
  customerIds: readonly number[],
  { adoption }: Pick<Registry, 'adoption'>,
): Promise<WrittenCustomers> {
  const runs = customerRuns(customerIds);
  const [codes, events, log, evidence] = await together(
    readReferenceCodes(reader),
    readWrittenEvents(reader, runs),
    readWrittenLog(reader, runs),
    readWrittenEvidence(reader, runs, [...adoption.keys()]),
  );
  return { ...codes, events, log, evidence };
}

/** Runs the hooks over the customers' interactions, in columns, and compares with the texts of what is stored. */
export async function hooksBesideStored(
  written: WrittenCustomers,
  customerIds: readonly number[],
  hooks: Hooks,
): Promise<HooksBesideStored> {
  const indexed = indexedTexts(written, customerIds);
  const unclear = new Set<number>();
  if (indexed === undefined) {
    return { changed: customerIds, unclear: new Set(customerIds), scoredOf: () => [], evidence: joinedEvidence([]) };
  }
  const changed: number[] = [];
  const evidence: SaidEvidence[] = [];
  const differing: HooksBesideStored[] = [];
  for (let from = 0; from < customerIds.length; from += atOnce) {
    await letOthersRun();
    const range = { from, until: Math.min(from + atOnce, customerIds.length) };
    const compared = await compare(indexed, range, customerIds.slice(range.from, range.until), hooks);
    evidence.push(compared.evidence);
    if (compared.changed.length === 0) continue;
    changed.push(...compared.changed);
    for (const customerId of compared.unclear) unclear.add(customerId);
    differing.push(compared);
  }
  const scoredOf = (some: ReadonlySet<number>) => differing.flatMap((compared) => compared.scoredOf(some));
  return { changed, unclear, scoredOf, evidence: joinedEvidence(evidence) };
}

interface Indexed {
  readonly text: string;
  readonly index: RowIndex;
}

interface IndexedTexts {
  readonly codes: ReferenceCodes;
  readonly events: Indexed;
  readonly log: Indexed;
  readonly evidence: Indexed;
}

/** Undefined when a text holds what separates its rows: nobody can say then whose rows they are. */
function indexedTexts(
  { events, log, evidence, ...codes }: WrittenCustomers,
  customerIds: readonly number[],
): IndexedTexts | undefined {
  const indexed = ({ text, rows }: WrittenRows, separator: string): Indexed | undefined => {
    const index = indexRows({ text: text ?? '', rows, separator }, customerIds);
    return index === undefined ? undefined : { text: text ?? '', index };
  };
  const [said, logged, evident] = [indexed(events, recordSeparator), indexed(log, '\n'), indexed(evidence, '\n')];
  if (said === undefined || logged === undefined || evident === undefined) return undefined;
  return { codes, events: said, log: logged, evidence: evident };
}

async function compare(
  { codes, events, log, evidence }: IndexedTexts,
  range: SlotRange,
  customerIds: readonly number[],
  { registry, model, plan }: Hooks,
): Promise<HooksBesideStored> {
  const { brandIds } = codes;
  const chunk = eventChunk(events.text, events.index, range, codes);
  const scored = await scoreChunk(registry, model, chunk, brandIds);
  const factors = dailyFactors(chunk, scored, customerIds.length, model.document);
  const comparing = <Item extends { readonly ordinal: number }>(
    stored: Indexed,
    said: PerEvent<Item>,
    says: Says<Item>,
  ) => {
    const counts = said.countBy(chunk.slots, customerIds.length);
    return comparingRows(chunk, { ...stored, from: range.from, said, counts, says });
  };
  const isLogged = comparing(log, scored.contributions, saysContribution(chunk, scored.contributions, factors));
  const { contributions } = scored;
  const unclear = new Set([...chunk.unclear, ...scored.silent]);
  const isEvident = comparing(evidence, scored.evidence, saysEvidence);
  return {
    changed: customerIds.filter((_, slot) => unclear.has(slot) || !isLogged(slot) || !isEvident(slot)),
    unclear: new Set([...unclear].map((slot) => customerIds[slot] ?? 0)),
    scoredOf: (some) => scoredEvents(chunk, scored, some, { customerIds, brandIds, modelHash: model.hash }),
    evidence:
      plan === undefined ? joinedEvidence([]) : saidEvidence(plan, { chunk, contributions, factors, customerIds }),
  };
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
