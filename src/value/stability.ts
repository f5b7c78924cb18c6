import { hash } from 'node:crypto';
import { assess } from './assessment';
import { decayedAmount } from './buckets';
import type { Evidence } from './evidence';
import type { Assessed } from './leave-out';
import { type CountedContribution, earliestFirst, lifetime } from './log-evidence';

/** How much an index hangs on few events. It is not a sampling error of a population. */
export interface StabilityInterval {
  readonly low: number;
  readonly high: number;
  /** Share of the replicates that lie within. */
  readonly level: number;
  readonly method: string;
}

const replicates = 200;
/** Replicates left out on either side of the interval: 2.5 %. */
const cut = 5;

/** A number in [0, 1) that only depends on the text: the first 53 bits of its SHA-256. */
export function uniformOf(key: string): number {
  const digest = hash('sha256', key, 'buffer');
  return (digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11)) / 2 ** 53;
}

/** How often an event counts in a replicate: the Poisson(1) quantile of its hash. */
export function bootstrapWeight(eventId: string, replicate: number): number {
  const u = uniformOf(`boot|${eventId}|${replicate}`);
  let probability = Math.exp(-1);
  let cumulated = probability;
  let count = 0;
  while (u >= cumulated && count < 40) {
    count += 1;
    probability /= count;
    cumulated += probability;
  }
  return count;
}

/**
 * Interval of the index when each event, request and need counts Poisson(1) times, in 200 replicates drawn from hashes: the
 * same evidence always gives the same interval. Money stays as it is, it is not decayed attention but accounting.
 *
 * @param rows the contributions the evidence was made from
 */
export function stabilityInterval(
  { evidence, model }: Assessed,
  rows: readonly CountedContribution[],
  at: number,
): StabilityInterval {
  // In one order, because floating sums depend on it.
  const decayedRows = rows.toSorted(earliestFirst).map((row) => decayedRow(row, model, at));
  const events = [...new Set([...rows.map(({ eventId }) => eventId), ...casesOf(evidence)])];
  const values = Array.from({ length: replicates }, (_, replicate) => {
    const weights = new Map(events.map((id) => [id, bootstrapWeight(id, replicate)]));
    return assess(resampled(evidence, decayedRows, weights, model, at), model).rvi;
  }).toSorted((left, right) => left - right);
  const [low = 0, high = 0] = [values[cut], values[replicates - 1 - cut]];
  return {
    low,
    high,
    level: 1 - (2 * cut) / replicates,
    method: `Poisson bootstrap of events, ${replicates} replicates`,
  };
}

/** Whether one value is surely the greater: intervals that overlap do not tell two customers apart. */
export function areDistinguishable(
  one: Pick<StabilityInterval, 'low' | 'high'>,
  other: Pick<StabilityInterval, 'low' | 'high'>,
): boolean {
  return one.low > other.high || other.low > one.high;
}

const casesOf = ({ requests, needs }: Evidence): readonly string[] => [...requests, ...needs].map(({ id }) => id);

interface DecayedRow {
  readonly row: CountedContribution;
  readonly own: number;
  readonly ownMass: number;
  readonly dialogue: number;
  readonly touch: number;
}

function decayedRow(row: CountedContribution, model: Assessed['model'], at: number): DecayedRow {
  const { counted, occurredAt, mass, signal } = row;
  const { reciprocity, durability } = model;
  const ownHalfLife = model.signals[signal]?.halfLifeDays ?? reciprocity.halfLifeDays;
  return {
    row,
    own: decayedAmount(counted, occurredAt, at, ownHalfLife),
    ownMass: decayedAmount(mass, occurredAt, at, ownHalfLife),
    dialogue: decayedAmount(counted, occurredAt, at, reciprocity.halfLifeDays),
    touch: decayedAmount(mass, occurredAt, at, durability.halfLifeDays),
  };
}

type Weights = ReadonlyMap<string, number>;

function resampled(
  evidence: Evidence,
  rows: readonly DecayedRow[],
  weights: Weights,
  model: Assessed['model'],
  at: number,
): Evidence {
  const [sums, dialogue, actors] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let mass = 0;
  for (const { row, own, ownMass, dialogue: said, touch } of rows) {
    const weight = weights.get(row.eventId) ?? 1;
    if (weight === 0) continue;
    add(sums, row.signal, weight * own);
    if (evidence.dialogue.has(row.signal)) add(dialogue, row.signal, weight * said);
    const isTouch = row.actorId !== 0 && touch > 0 && model.signals[row.signal]?.direction === 'mutual';
    if (isTouch) add(actors, String(row.actorId), weight * touch);
    mass += weight * ownMass;
  }
  const kept = rows.filter(({ row }) => weights.get(row.eventId) !== 0).map(({ row }) => row);
  const requests = evidence.requests.flatMap((request) => repeated(request, weights));
  const needs = evidence.needs.flatMap((need) => repeated(need, weights));
  return { ...evidence, ...lifetime(kept, model, at), sums, dialogue, actors, mass, requests, needs };
}

function add(amounts: Map<string, number>, key: string, amount: number): void {
  amounts.set(key, (amounts.get(key) ?? 0) + amount);
}

/** Each copy under an id of its own: lines go by ids. */
function repeated<Case extends { readonly id: string }>(given: Case, weights: Weights): readonly Case[] {
  const copies = weights.get(given.id) ?? 1;
  return Array.from({ length: copies }, (_, copy) => ({ ...given, id: `${given.id} ${copy}` }));
}
