import { groupBy } from '../../shared/group-by';
import { decayedAmount } from '../buckets';
import { cappedSum } from '../caps';
import { moneyIndex, relationshipIndex } from '../composite';
import { effectiveWeight } from '../engagement';
import { dayMs } from '../epoch';
import type { Evidence } from '../evidence';
import type { Assessed } from '../leave-out';
import { type CountedContribution, earliestFirst } from '../log-evidence';
import type { ModelDocument } from '../model/document';
import { compareText } from '../order';
import { saturate, saturationSlope } from '../saturation';
import { answerQuality } from '../service';

/** How often each item of evidence counts, by its place among the items. */
export type Counts = Uint8Array;

/** The relationship value index of evidence in which every item counts some times, computed over and over. */
export interface WeightedIndex {
  /** Ids of what can count more or less often: events, requests, needs and entries of the ledger. */
  readonly items: readonly string[];
  /** What `assess` would make of evidence that holds each item as often as its count says. */
  value(counts: Counts): number;
}

/** @param rows the contributions that the evidence was made from */
export function weightedIndex(
  { evidence, model }: Assessed,
  rows: readonly CountedContribution[],
  at: number,
): WeightedIndex {
  const places = new Map<string, number>();
  const placeOf: PlaceOf = (id) => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  // In one order, because floating sums depend on it.
  const sorted = rows.toSorted(earliestFirst);
  const channels = channelsOf(sorted, model, at, placeOf);
  const dialogue = dialogueOf(sorted, model, at, placeOf);
  const served = serviceOf(evidence, model, placeOf);
  const lasting = durabilityOf(sorted, model, at, placeOf);
  const money = moneyOf(evidence, placeOf);
  return {
    items: [...places.keys()],
    value: (counts) => {
      const points = channels.map((channel) => channel(counts));
      const depth = points.reduce((sum, channel) => sum + channel.depth, 0);
      return relationshipIndex(
        {
          engagement: 100 * saturate(depth, model.engagement.kappa),
          reciprocity: dialogue(counts),
          service: served(counts),
          durability: lasting(
            counts,
            points.map(({ mass }) => mass),
          ),
          money: moneyIndex(money(counts), model.money).value,
        },
        model.composite,
      );
    },
  };
}

type PlaceOf = (id: string) => number;

/** Amounts that count as often as their items. */
class WeightedSum {
  readonly #places: number[] = [];
  readonly #amounts: number[] = [];

  add(place: number, amount: number): void {
    this.#places.push(place);
    this.#amounts.push(amount);
  }

  of(counts: Counts): number {
    let sum = 0;
    for (let i = 0; i < this.#places.length; i += 1) {
      sum += (counts[this.#places[i] as number] as number) * (this.#amounts[i] as number);
    }
    return sum;
  }
}

function channelsOf(rows: readonly CountedContribution[], model: ModelDocument, at: number, placeOf: PlaceOf) {
  const known = [...groupBy(rows, ({ signal }) => signal)].flatMap(([signal, own]) => {
    const declared = model.signals[signal];
    return declared === undefined ? [] : [{ signal, own, declared }];
  });
  const sorted = known.sort((left, right) => compareText(left.signal, right.signal));
  const channels = [...groupBy(sorted, ({ declared }) => declared.channel)].flatMap(([id, signals]) => {
    const channel = model.channels[id];
    return channel === undefined ? [] : [{ id, channel, signals }];
  });
  return channels
    .sort((left, right) => compareText(left.id, right.id))
    .map(({ channel, signals }) => {
      const inputs = signals.map(({ own, declared }) => {
        const sum = new WeightedSum();
        for (const { eventId, counted, occurredAt } of own)
          sum.add(placeOf(eventId), decayedAmount(counted, occurredAt, at, declared.halfLifeDays));
        return { sum, weight: effectiveWeight(declared), cap: declared.cap };
      });
      return (counts: Counts) => {
        let [points, mass] = [0, 0];
        for (const { sum, weight, cap } of inputs) {
          const own = weight * cappedSum(sum.of(counts), cap);
          points += own;
          mass += Math.max(0, own);
        }
        return { depth: points * channel.depth * saturationSlope(points, channel.kappa), mass };
      };
    });
}

function dialogueOf(rows: readonly CountedContribution[], model: ModelDocument, at: number, placeOf: PlaceOf) {
  const { halfLifeDays, kappa } = model.reciprocity;
  const signals = [...groupBy(rows, ({ signal }) => signal)].flatMap(([signal, own]) => {
    const declared = model.signals[signal];
    if (declared === undefined || (declared.dialogueIn === 0 && declared.dialogueOut === 0)) return [];
    const sum = new WeightedSum();
    for (const { eventId, counted, occurredAt } of own)
      sum.add(placeOf(eventId), decayedAmount(counted, occurredAt, at, halfLifeDays));
    return [{ sum, dialogueIn: declared.dialogueIn, dialogueOut: declared.dialogueOut }];
  });
  return (counts: Counts): number => {
    let [inbound, outbound] = [0, 0];
    for (const { sum, dialogueIn, dialogueOut } of signals) {
      const units = Math.max(0, sum.of(counts));
      inbound += units * dialogueIn;
      outbound += units * dialogueOut;
    }
    return (200 * Math.sqrt(inbound * outbound)) / (inbound + outbound + kappa);
  };
}

function serviceOf({ requests, needs }: Evidence, { service }: ModelDocument, placeOf: PlaceOf) {
  const judged = requests.map(({ id, ageDays, latencyDays }) => {
    return { id, ageDays, quality: answerQuality(ageDays, latencyDays, service) };
  });
  const met = needs.map(({ id, ageDays, met: quality }) => ({ id, ageDays, quality }));
  const halves = [judged, met].map((cases) => {
    const [good, all] = [new WeightedSum(), new WeightedSum()];
    for (const { id, ageDays, quality } of cases) {
      if (quality === null) continue;
      const weight = 2 ** (-ageDays / service.halfLifeDays);
      good.add(placeOf(id), weight * (2 * quality - 1));
      all.add(placeOf(id), weight);
    }
    return (counts: Counts): number => (50 * good.of(counts)) / (all.of(counts) + service.priorWeight);
  });
  return (counts: Counts): number => halves.reduce((sum, half) => sum + half(counts), 0);
}

function durabilityOf(rows: readonly CountedContribution[], model: ModelDocument, at: number, placeOf: PlaceOf) {
  const { halfLifeDays, periods, periodDays, tenureDays } = model.durability;
  const own = rows.flatMap(({ signal, amount, eventId, occurredAt }) => {
    const declared = model.signals[signal];
    if (declared === undefined || declared.direction === 'out' || amount === 0) return [];
    const period = Math.floor((at - occurredAt) / (periodDays * dayMs));
    const isActive = effectiveWeight(declared) * amount > 0 && period < periods;
    return [{ place: placeOf(eventId), age: (at - occurredAt) / dayMs, period: isActive ? period : -1 }];
  });
  const touches = rows.filter(({ signal, actorId }) => actorId !== 0 && model.signals[signal]?.direction === 'mutual');
  const actors = [...groupBy(touches, ({ actorId }) => actorId).values()].map((met) => {
    const sum = new WeightedSum();
    for (const { eventId, mass, occurredAt } of met)
      sum.add(placeOf(eventId), decayedAmount(mass, occurredAt, at, halfLifeDays));
    return sum;
  });
  const seen = new Uint8Array(periods);
  return (counts: Counts, channels: readonly number[]): number => {
    seen.fill(0);
    let [tenure, active] = [0, 0];
    for (const { place, age, period } of own) {
      if (counts[place] === 0) continue;
      if (tenure === 0) tenure = age;
      if (period < 0 || seen[period] === 1) continue;
      seen[period] = 1;
      active += 1;
    }
    const threading = spread(actors.map((sum) => sum.of(counts)));
    return 25 * (tenure / (tenure + tenureDays) + spread(channels) + active / periods + threading);
  };
}

/** Gini-Simpson index: 0 when everything hangs on one. */
function spread(masses: readonly number[]): number {
  let [total, squares] = [0, 0];
  for (const mass of masses) {
    if (mass <= 0) continue;
    total += mass;
    squares += mass * mass;
  }
  return total === 0 ? 0 : 1 - squares / (total * total);
}

/** The cost of a contact counts as often as the contact. */
function moneyOf({ money }: Evidence, placeOf: PlaceOf) {
  const net = new WeightedSum();
  for (const { id, evidence, amountMinor } of money) net.add(placeOf(evidence?.eventId ?? id), amountMinor);
  return (counts: Counts): number => net.of(counts);
}
