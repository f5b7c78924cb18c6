import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: equal seeds draw alike. */
export interface Chance {
  /** A whole number from 0 to `most` - 1. */
  below(most: number): number;
  /** Whether something happens that happens with this probability. */
  happens(probability: number): boolean;
  /** @throws Error when there is nothing to pick from */
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as likely as its weight says. */
  pickWeighted<T>(items: readonly T[], weight: (item: T) => number): T;
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const below = (most: number): number => uniformInt(generator, 0, most - 1);
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('There is nothing to pick from.');
    return items[below(items.length)] as T;
  };
  return {
    below,
    pick,
    happens: (probability) => below(10_000) < probability * 10_000,
    pickWeighted: (items, weight) => {
      const sum = items.reduce((total, item) => total + weight(item), 0);
      let left = (below(1_000_000) / 1_000_000) * sum;
      for (const item of items) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return pick(items);
    },
  };
}
