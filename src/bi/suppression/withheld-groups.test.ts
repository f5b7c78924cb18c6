import fc from 'fast-check';
import { derivable } from './derivable';
import { type Membership, type SizedGroup, withheldGroups } from './withheld-groups';

const smallest = 11;
const group = (customers: number, ...key: (string | number)[]): SizedGroup => ({ key, customers });
const withheld = (groups: readonly SizedGroup[]) => [...(withheldGroups(groups, smallest) ?? [])].sort((a, b) => a - b);

describe('groups whose figures are withheld', () => {
  it('are those of few customers, and none where all are large', () => {
    expect(withheld([group(40)])).toEqual([]);
    expect(withheld([group(10)])).toEqual([0]);
    expect(withheld([group(0)])).toEqual([]);
    expect(withheld([group(11, 'a'), group(40, 'b')])).toEqual([]);
  });

  it('are never one alone: the sum would tell it', () => {
    expect(withheld([group(40, 'a'), group(5, 'b'), group(20, 'c')])).toEqual([1, 2]);
  });

  it('are together as many customers as one group must have', () => {
    expect(withheld([group(40, 'a'), group(2, 'b'), group(3, 'c'), group(30, 'd')])).toEqual([1, 2, 3]);
  });

  it('are covered by others than the same customers again: five people in three months are five', () => {
    const months = [group(40, 1), group(5, 2), group(5, 3), group(5, 4), group(30, 5)];
    const found = (members: readonly Membership[]) => [...(withheldGroups(months, smallest, members) ?? [])].sort();
    expect(found(['apart'])).toEqual([1, 2, 3]);
    expect(found(['shared'])).toEqual([1, 2, 3, 4]);
  });

  it('are covered along every dimension', () => {
    const groups = ['a', 'b', 'c'].flatMap((row) =>
      [0, 1, 2].map((column) => group(row === 'b' && column === 1 ? 3 : 20, row, column)),
    );
    const found = withheld(groups);
    expect(found).toContain(4);
    for (const line of [
      [3, 4, 5],
      [1, 4, 7],
    ])
      expect(line.filter((index) => found.includes(index)).length).toBeGreaterThan(1);
  });

  it('are all of them when nothing else keeps a small one from being told', () => {
    // Each column has one group only, so that the sum over it tells that group.
    expect(withheld([group(5, 'a', 0), group(40, 'a', 1)])).toEqual([0, 1]);
  });
});

/** A table of random figures with its groups; customers behind a figure are about as many. */
const table = fc.integer({ min: 1, max: 3 }).chain((dimensions) =>
  fc.uniqueArray(
    fc.record({
      key: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: dimensions, maxLength: dimensions }),
      customers: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 11, max: 200 })),
    }),
    { selector: ({ key }) => key.join(), minLength: 1, maxLength: 40 },
  ),
);

/** Everything known of a table: what is shown, and every sum over any dimensions that is of enough customers. */
function knownSums(groups: readonly SizedGroup[], hidden: ReadonlySet<number>): readonly (readonly number[])[] {
  const dimensions = groups[0]?.key.length ?? 0;
  const sums: number[][] = [];
  for (let kept = 0; kept < 2 ** dimensions - 1; kept += 1) {
    const byPlace = new Map<string, number[]>();
    for (const [index, { key }] of groups.entries()) {
      const place = key.filter((_, dimension) => (kept >> dimension) % 2 === 1).join();
      byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
    }
    for (const members of byPlace.values()) {
      const customers = members.reduce((sum, index) => sum + (groups[index]?.customers ?? 0), 0);
      if (customers >= smallest) sums.push(members.filter((index) => hidden.has(index)));
    }
  }
  return sums.filter((unknown) => unknown.length > 0);
}

/** Exact fractions, and another way than the code under test: is the unknown alone in the span of the sums? */
function follows(unknown: number, sums: readonly (readonly number[])[]): boolean {
  const columns = [...new Set(sums.flat())];
  const rankOf = (rows: readonly (readonly number[])[]): number => {
    const matrix: bigint[][] = rows.map((row) => columns.map((column) => (row.includes(column) ? 1n : 0n)));
    let rank = 0;
    for (let at = 0; at < columns.length; at += 1) {
      const pivot = matrix.findIndex((line, index) => index >= rank && line[at] !== 0n);
      if (pivot < 0) continue;
      [matrix[rank], matrix[pivot]] = [matrix[pivot] as bigint[], matrix[rank] as bigint[]];
      const top = matrix[rank] as bigint[];
      for (let index = rank + 1; index < matrix.length; index += 1) {
        const line = matrix[index] as bigint[];
        const factor = line[at] as bigint;
        if (factor !== 0n)
          matrix[index] = line.map((value, column) => value * (top[at] as bigint) - (top[column] as bigint) * factor);
      }
      rank += 1;
    }
    return rank;
  };
  return columns.includes(unknown) && rankOf([...sums, [unknown]]) === rankOf(sums);
}

describe('no figure of a small group', () => {
  it('follows from what is shown and all sums over it', () => {
    fc.assert(
      fc.property(table, (groups) => {
        const hidden = withheldGroups(groups, smallest);
        if (hidden === null) throw new Error('The table is small enough to be decided.');
        if (hidden.size === groups.length) return;
        const sums = knownSums(groups, hidden);
        for (const [index, { customers }] of groups.entries()) {
          if (customers >= smallest) continue;
          expect(hidden.has(index)).toBe(true);
          expect(follows(index, sums)).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is left in a sum of fewer customers than a group must have', () => {
    fc.assert(
      fc.property(table, (groups) => {
        const hidden = withheldGroups(groups, smallest) ?? new Set(groups.keys());
        if (hidden.size === groups.length) return;
        for (const unknown of knownSums(groups, hidden)) {
          const customers = unknown.reduce((sum, index) => sum + (groups[index]?.customers ?? 0), 0);
          expect(customers).toBeGreaterThanOrEqual(smallest);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is left of a sum', () => {
  it('has enough customers in one group, where all groups may have the same', () => {
    fc.assert(
      fc.property(table, (groups) => {
        const members = (groups[0]?.key ?? []).map(() => 'shared' as const);
        const hidden = withheldGroups(groups, smallest, members) ?? new Set(groups.keys());
        if (hidden.size === groups.length) return;
        for (const line of knownSums(groups, new Set(groups.keys()))) {
          const unknown = line.filter((index) => hidden.has(index));
          // A sum of which nothing is shown stands for itself: the answer that has it decides.
          if (unknown.length === 0 || unknown.length === line.length) continue;
          expect(Math.max(...unknown.map((index) => groups[index]?.customers ?? 0))).toBeGreaterThanOrEqual(smallest);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('what follows from sums', () => {
  it('is found however many sums it takes', () => {
    expect(
      derivable([
        [1, 2],
        [2, 3],
        [1, 3],
      ]),
    ).toEqual(new Set([1, 2, 3]));
    expect(
      derivable([
        [1, 2],
        [3, 4],
        [1, 3],
        [2, 4],
      ]),
    ).toEqual(new Set());
    expect(
      derivable([
        [1, 2, 3],
        [2, 3],
      ]),
    ).toEqual(new Set([1]));
  });

  it('is not looked for where too many unknowns hang together', () => {
    expect(derivable([Array.from({ length: 301 }, (_, index) => index)])).toBeNull();
    expect(derivable(Array.from({ length: 301 }, (_, index) => [index, -index - 1]))).toEqual(new Set());
  });
});
