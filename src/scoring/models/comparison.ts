import { kendallTauB } from '../../value';
import type { CustomerChange } from './customer-change';

/** What a change of the value model does to the population. A decision, not an estimate: figures without intervals. */
export interface ModelComparison {
  readonly baseHash: string;
  readonly modelHash: string;
  /** The instant both values of every customer are computed at. */
  readonly computedFor: string;
  readonly customers: number;
  readonly unchanged: number;
  readonly distribution: Distribution;
  /** Null when all values tie under one of the models. */
  readonly kendallTauB: number | null;
  readonly topDecile: { readonly size: number; readonly kept: number };
  readonly gradeMoves: readonly GradeMove[];
  /** Mean change by plugin, largest first; the means add up to the mean change of the value. */
  readonly byPlugin: readonly Part[];
  /** The customers who change grade, and beyond them those whose value changes most, each with the reasons. */
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

export interface Part {
  readonly name: string;
  readonly change: number;
}

const mostMovers = 50;

/** Collects a comparison customer by customer. Keeps two numbers a customer, whatever else there is to know of them. */
export class ComparisonBuilder {
  readonly #before = new Numbers();
  readonly #after = new Numbers();
  readonly #gradeMoves = new Map<string, number>();
  readonly #byPlugin = new Map<string, number>();
  #movers: CustomerChange[] = [];

  add(change: CustomerChange): void {
    this.#before.push(change.before);
    this.#after.push(change.after);
    if (change.gradeBefore !== change.gradeAfter)
      count(this.#gradeMoves, `${change.gradeBefore} ${change.gradeAfter}`, 1);
    for (const { name, change: part } of change.byPlugin) count(this.#byPlugin, name, part);
    if (change.change === 0 && change.gradeBefore === change.gradeAfter) return;
    this.#movers.push(change);
    if (this.#movers.length > 4 * mostMovers) this.#movers = strongest(this.#movers);
  }

  finish(about: Pick<ModelComparison, 'baseHash' | 'modelHash' | 'computedFor'>): ModelComparison {
    const [before, after] = [this.#before.values(), this.#after.values()];
    const changes = before.map((value, index) => (after[index] ?? 0) - value).sort();
    const customers = before.length;
    return {
      ...about,
      customers,
      unchanged: changes.reduce((total, change) => total + (change === 0 ? 1 : 0), 0),
      distribution: distributionOf(changes),
      kendallTauB: customers < 2 ? null : kendallTauB(before, after),
      topDecile: topDecile(before, after),
      gradeMoves: [...this.#gradeMoves].map(([key, moved]) => {
        const [from = '', to = ''] = key.split(' ');
        return { from, to, customers: moved };
      }),
      byPlugin: [...this.#byPlugin]
        .map(([name, total]) => ({ name, change: total / Math.max(1, customers) }))
        .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change)),
      movers: strongest(this.#movers),
    };
  }
}

function strongest(movers: readonly CustomerChange[]): CustomerChange[] {
  const rank = ({ gradeBefore, gradeAfter }: CustomerChange): number => (gradeBefore === gradeAfter ? 1 : 0);
  return movers
    .toSorted((one, other) => rank(one) - rank(other) || Math.abs(other.change) - Math.abs(one.change))
    .slice(0, mostMovers);
}

function count(totals: Map<string, number>, key: string, more: number): void {
  totals.set(key, (totals.get(key) ?? 0) + more);
}

function distributionOf(sorted: Float64Array): Distribution {
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const mean = sorted.length === 0 ? 0 : sorted.reduce((sum, change) => sum + change, 0) / sorted.length;
  return {
    mean,
    minimum: at(0),
    p05: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    maximum: at(1),
  };
}

/** Of the tenth with the highest values before, how many are in it after. Ties go to whom was seen first. */
export function topDecile(before: Float64Array, after: Float64Array): ModelComparison['topDecile'] {
  const size = Math.ceil(before.length / 10);
  const top = (values: Float64Array): ReadonlySet<number> => {
    const order = Uint32Array.from({ length: values.length }, (_, index) => index);
    return new Set(order.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).subarray(0, size));
  };
  const kept = top(after);
  return { size, kept: [...top(before)].filter((index) => kept.has(index)).length };
}

/** A growing list of doubles, eight bytes each. */
class Numbers {
  #values = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  values(): Float64Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length);
  }
}
