import { kendallTauB, uniformOf } from '../../value';

/** A customer's place under two models. */
export interface RankedPair {
  readonly id: number;
  readonly before: number;
  readonly after: number;
}

/** What is said of the order of customers, and of how many it is said. */
export interface Ranking {
  /** How many customers it rests on. */
  readonly customers: number;
  /** True when these are a random part of those compared. */
  readonly isSample: boolean;
  /** Null when all values tie under one of the models. */
  readonly kendallTauB: number | null;
  /** Upper bound of the standard error of a sample's correlation; null when everybody was ranked. */
  readonly standardError: number | null;
  readonly topDecile: TopDecile;
  readonly quantiles: (share: number) => number;
}

export interface TopDecile {
  readonly size: number;
  readonly kept: number;
  /** Who comes in and who drops out, those whose value moves most first. */
  readonly entered: readonly number[];
  readonly left: readonly number[];
}

/** Some megabytes, whatever the population; the standard error of a correlation from as many is below 0.005. */
export const mostRanked = 100_000;

/**
 * Pairs of values to rank, of everybody up to a number of customers. Beyond, those are kept whose hashed id lies below a
 * threshold, which is halved whenever they become too many: the same customers every time, and memory stays bounded.
 */
export class RankedPairs {
  readonly #limit: number;
  #threshold = 1;
  #pairs: (RankedPair & { readonly u: number })[] = [];

  constructor(limit = mostRanked) {
    this.#limit = limit;
  }

  push(pair: RankedPair): void {
    const u = uniformOf(`ranking|${pair.id}`);
    if (u >= this.#threshold) return;
    this.#pairs.push({ ...pair, u });
    while (this.#pairs.length > this.#limit) {
      this.#threshold /= 2;
      this.#pairs = this.#pairs.filter((kept) => kept.u < this.#threshold);
    }
  }

  finish(): Ranking {
    const pairs = this.#pairs;
    const isSample = this.#threshold < 1;
    const [before, after] = (['before', 'after'] as const).map((side) =>
      Float64Array.from(pairs, (pair) => pair[side]),
    );
    const tau = pairs.length < 2 ? null : kendallTauB(before ?? new Float64Array(), after ?? new Float64Array());
    const changes = Float64Array.from(pairs, (pair) => pair.after - pair.before).sort();
    return {
      customers: pairs.length,
      isSample,
      kendallTauB: tau,
      standardError: isSample && tau !== null ? Math.sqrt((2 * (1 - tau * tau)) / pairs.length) : null,
      topDecile: topDecile(pairs),
      quantiles: (share) => changes[Math.round(share * (changes.length - 1))] ?? 0,
    };
  }
}

const mostNamed = 25;

/** Of the tenth with the highest values before, how many are in it after. Ties go to whom was seen first. */
export function topDecile(pairs: readonly RankedPair[]): TopDecile {
  const size = Math.ceil(pairs.length / 10);
  const top = (side: 'before' | 'after'): ReadonlySet<RankedPair> => {
    const places = pairs.map((pair, place) => ({ pair, place }));
    const sorted = places.sort((one, other) => other.pair[side] - one.pair[side] || one.place - other.place);
    return new Set(sorted.slice(0, size).map(({ pair }) => pair));
  };
  const [old, now] = [top('before'), top('after')];
  const named = (all: ReadonlySet<RankedPair>, others: ReadonlySet<RankedPair>): readonly number[] =>
    [...all]
      .filter((pair) => !others.has(pair))
      .sort((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before))
      .slice(0, mostNamed)
      .map(({ id }) => id);
  const kept = [...old].filter((pair) => now.has(pair)).length;
  return { size, kept, entered: named(now, old), left: named(old, now) };
}
