import type { ClassChange, ClassKind } from './class-judge';
import type { CustomerChange } from './customer-change';
import { RankedPairs } from './ranked-pairs';

/** What a change of the value model does to the population. A decision, not an estimate: figures without intervals. */
export interface ModelComparison {
  readonly baseHash: string;
  readonly modelHash: string;
  /** The instant both values of every customer are computed at. */
  readonly computedFor: string;
  /** Customers whose value is computed at all. */
  readonly population: number;
  /** Those compared: all of them, or a seeded random part. */
  readonly customers: number;
  readonly unchanged: number;
  readonly distribution: Distribution;
  /** How many customers correlation, quantiles and top tenth rest on. */
  readonly ranked: number;
  /** Null when all values tie under one of the models. */
  readonly kendallTauB: number | null;
  /** Null unless customers were drawn for it. */
  readonly kendallStandardError: number | null;
  readonly topDecile: { readonly size: number; readonly kept: number };
  readonly gradeMoves: readonly GradeMove[];
  /** Who moves from one class to another, of every kind, counted. */
  readonly classMoves: readonly ClassMove[];
  /** Kinds of classes that the difference of the documents can move nobody between. */
  readonly unmovedClasses: readonly ClassKind[];
  /** Mean change by plugin, largest first; the means add up to the mean change of the value. */
  readonly byPlugin: readonly Part[];
  /** Customers who change class, and beyond them those whose value changes most, each with the reasons. */
  readonly movers: readonly CustomerChange[];
}

export interface Distribution {
  readonly mean: number;
  readonly minimum: number;
  readonly p05: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly maximum: number;
}

export interface GradeMove {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
}

export interface ClassMove extends GradeMove {
  readonly kind: ClassKind;
  readonly about: string | null;
}

export interface Part {
  readonly name: string;
  readonly change: number;
}

const mostMovers = 50;

export type About = Pick<ModelComparison, 'baseHash' | 'modelHash' | 'computedFor' | 'population' | 'unmovedClasses'>;

/** Collects a comparison customer by customer, in memory that does not grow with them. */
export class ComparisonBuilder {
  readonly #pairs: RankedPairs;
  readonly #classMoves = new Map<string, ClassMove>();
  readonly #byPlugin = new Map<string, number>();
  readonly #total = { customers: 0, unchanged: 0, change: 0, minimum: Infinity, maximum: -Infinity };
  #movers: CustomerChange[] = [];

  constructor(mostRanked?: number) {
    this.#pairs = new RankedPairs(mostRanked);
  }

  add(change: CustomerChange): void {
    const total = this.#total;
    this.#pairs.push({ id: change.customerId, before: change.before, after: change.after });
    total.customers += 1;
    total.change += change.change;
    total.minimum = Math.min(total.minimum, change.change);
    total.maximum = Math.max(total.maximum, change.change);
    if (change.change === 0) total.unchanged += 1;
    for (const moved of change.classChanges) this.#count(moved);
    for (const { name, change: part } of change.byPlugin)
      this.#byPlugin.set(name, (this.#byPlugin.get(name) ?? 0) + part);
    if (change.change === 0 && change.classChanges.length === 0) return;
    this.#movers.push(change);
    if (this.#movers.length > 4 * mostMovers) this.#movers = strongest(this.#movers);
  }

  /**
   * @param explain makes the changes of customers, to name those who come into the top tenth or drop out of it
   */
  async finish(
    about: About,
    explain: (ids: readonly number[]) => Promise<readonly CustomerChange[]>,
  ): Promise<ModelComparison> {
    const ranking = this.#pairs.finish();
    const { customers, unchanged, change, minimum, maximum } = this.#total;
    const { quantiles: at, topDecile } = ranking;
    const classMoves = [...this.#classMoves.values(), ...decileMoves(topDecile)];
    const named = await explain([...topDecile.entered, ...topDecile.left]);
    return {
      ...about,
      customers,
      unchanged,
      distribution: {
        mean: customers === 0 ? 0 : change / customers,
        minimum: customers === 0 ? 0 : minimum,
        ...{ p05: at(0.05), p25: at(0.25), median: at(0.5), p75: at(0.75), p95: at(0.95) },
        maximum: customers === 0 ? 0 : maximum,
      },
      ranked: ranking.customers,
      kendallTauB: ranking.kendallTauB,
      kendallStandardError: ranking.standardError,
      topDecile: { size: topDecile.size, kept: topDecile.kept },
      gradeMoves: classMoves
        .filter(({ kind }) => kind === 'grade')
        .map(({ from, to, customers: moved }) => ({ from, to, customers: moved })),
      classMoves: classMoves.toSorted((one, other) => other.customers - one.customers),
      byPlugin: [...this.#byPlugin]
        .map(([name, total]) => ({ name, change: total / Math.max(1, customers) }))
        .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change)),
      movers: strongest(withDecile(this.#movers, named, new Set(topDecile.entered))),
    };
  }

  #count({ kind, about, from, to }: ClassChange): void {
    const key = JSON.stringify([kind, about, from, to]);
    const customers = (this.#classMoves.get(key)?.customers ?? 0) + 1;
    this.#classMoves.set(key, { kind, about, from, to, customers });
  }
}

function decileMoves({ size, kept }: ModelComparison['topDecile']): readonly ClassMove[] {
  const moved = { kind: 'top decile', about: null, customers: size - kept } as const;
  if (size === kept) return [];
  return [
    { ...moved, from: 'below', to: 'top' },
    { ...moved, from: 'top', to: 'below' },
  ];
}

/** The movers with those of the top tenth among them, each once. */
function withDecile(
  movers: readonly CustomerChange[],
  named: readonly CustomerChange[],
  entered: ReadonlySet<number>,
): readonly CustomerChange[] {
  const ids = new Set(named.map(({ customerId }) => customerId));
  const told = named.map((change): CustomerChange => {
    const [from, to] = entered.has(change.customerId) ? ['below', 'top'] : ['top', 'below'];
    const reason = `The value goes from ${change.before.toFixed(1)} to ${change.after.toFixed(1)} while those of others change, too.`;
    const moved: ClassChange = { kind: 'top decile', about: null, from: from ?? '', to: to ?? '', reason };
    return { ...change, classChanges: [...change.classChanges, moved] };
  });
  return [...told, ...movers.filter(({ customerId }) => !ids.has(customerId))];
}

/** Those who change more classes first, then those whose value changes most. */
function strongest(movers: readonly CustomerChange[]): CustomerChange[] {
  return movers
    .toSorted(
      (one, other) =>
        other.classChanges.length - one.classChanges.length || Math.abs(other.change) - Math.abs(one.change),
    )
    .slice(0, mostMovers);
}
