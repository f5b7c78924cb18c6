import type { Reader } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import { dayMs, service, type ValueInputs, type ValuePlan } from '../../value';
import { byQuotes, moneyEvidence, servedEvidence } from '../records';
import { readMoney, readNeeds } from '../records.store';
import type { EvidenceColumns } from './bulk-evidence.store';
import { noFirst } from './life';
import { type Packed, packedIntegers } from './packed';
import { type SlotOf, tallyBuckets } from './tallies';

/** How a customer is evaluated: not at all, from the columns, or one by one. */
export type Way = 'none' | 'columns' | 'single';

/** What is known of customers, by their place in the list. */
export interface Facts {
  wayOf(slot: number): Way;
  inputsOf(slot: number): ValueInputs;
}

/** Columns of buckets and log by what hooks have said of every event: the same sums, of more and smaller parts. */
export interface SaidEvidence {
  /** See `EvidenceColumns`. */
  readonly buckets: Packed;
  readonly lives: Packed;
}

/**
 * What the values of the customers at the plan's instant are computed from. Seldom two more statements.
 *
 * @param said in place of what was read of buckets and log
 */
export async function factsOf(
  reader: Reader,
  customerIds: readonly number[],
  plan: ValuePlan,
  columns: EvidenceColumns,
  said: SaidEvidence = { buckets: packedIntegers(columns.buckets), lives: packedIntegers(columns.lives) },
): Promise<Facts> {
  const slots = new Map(customerIds.map((id, slot) => [id, slot]));
  const slotOf: SlotOf = (customerId) => slots.get(customerId);
  const tallies = tallyBuckets(plan, said.buckets, customerIds.length, slotOf);
  const ways = new Array<Way>(customerIds.length).fill('none');
  const asking: number[] = [];
  const standings = packedIntegers(columns.standings);
  eachRow(standings, 3, slotOf, (slot, row) => {
    ways[slot] = standings[row + 1] === 1 || !tallies.isExact(slot) ? 'single' : 'columns';
    if (standings[row + 2] === 1) asking.push(standings[row] ?? 0);
  });
  const { lives } = said;
  const [tenures, periods] = [new Float64Array(customerIds.length), new Uint8Array(customerIds.length)];
  eachRow(lives, 4, slotOf, (slot, row) => {
    const first = lives[row + 1] ?? noFirst;
    tenures[slot] = first === noFirst ? 0 : (plan.at - first) / dayMs;
    periods[slot] = lives[row + 2] ?? 0;
    if (lives[row + 3] === 1 && ways[slot] === 'columns') ways[slot] = 'single';
  });
  const net = await netsOf(reader, plan, packedIntegers(columns.nets), slotOf);
  const served = await servicesOf(reader, asking, plan);
  return {
    wayOf: (slot) => ways[slot] ?? 'none',
    inputsOf: (slot) => ({
      ...tallies.inputsOf(slot),
      tenureDays: tenures[slot] ?? 0,
      activePeriods: periods[slot] ?? 0,
      service: served.get(customerIds[slot] ?? 0) ?? 0,
      netMinor: net.get(customerIds[slot] ?? 0) ?? 0,
    }),
  };
}

function eachRow(rows: Packed, width: number, slotOf: SlotOf, take: (slot: number, row: number) => void): void {
  for (let row = 0; row < rows.length; row += width) {
    const slot = slotOf(rows[row] ?? 0);
    if (slot !== undefined) take(slot, row);
  }
}

/** Where another currency is among the money, each entry is converted by itself. */
async function netsOf(
  reader: Reader,
  { model, at }: ValuePlan,
  nets: Packed,
  slotOf: SlotOf,
): Promise<ReadonlyMap<number, number>> {
  const sums = new Map<number, number>();
  const mixed: number[] = [];
  eachRow(nets, 3, slotOf, (_, row) => {
    if (nets[row + 2] === 1) mixed.push(nets[row] ?? 0);
    else sums.set(nets[row] ?? 0, nets[row + 1] ?? 0);
  });
  if (mixed.length === 0) return sums;
  const requests = mixed.map((customerId) => ({ customerId, at: new Date(at) }));
  const rows = groupBy(await readMoney(reader, requests, model, 'kinds'), ({ slot }) => slot);
  for (const [index, customerId] of mixed.entries()) {
    const { money } = moneyEvidence(rows.get(index + 1) ?? [], byQuotes(model));
    sums.set(
      customerId,
      money.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    );
  }
  return sums;
}

async function servicesOf(
  reader: Reader,
  customerIds: readonly number[],
  { model, at }: ValuePlan,
): Promise<ReadonlyMap<number, number>> {
  if (customerIds.length === 0) return new Map();
  const requests = customerIds.map((customerId) => ({ customerId, at: new Date(at) }));
  const rows = groupBy(await readNeeds(reader, requests), ({ slot }) => slot);
  return new Map(
    customerIds.map((customerId, index) => {
      const served = servedEvidence(rows.get(index + 1) ?? [], at, model);
      return [customerId, service(served.requests, served.needs, model.service).value];
    }),
  );
}
