import { derivable } from './derivable';

/** A group of an answer: its place in every dimension, and how many customers are in it. */
export interface SizedGroup {
  readonly key: readonly (string | number | null)[];
  readonly customers: number;
}

/** Whether nobody is in two places of a dimension, as of territories, or somebody may be, as of months. */
export type Membership = 'apart' | 'shared';

/**
 * Groups whose figures are to be withheld, by their index: those of fewer customers than `smallest`, if of any, and as many others as keep
 * them from being found by subtraction, when everything else of the answer is known and so are all sums over it, which are
 * answers to questions with fewer dimensions.
 *
 * What is left unknown of a sum has never fewer customers than `smallest`, either: those who are in several of its groups are
 * counted once. When nothing else helps all is withheld.
 *
 * @param members of each dimension; absent: nobody is in two groups
 * @returns null when so many small groups hang together that it cannot be decided
 */
export function withheldGroups(
  groups: readonly SizedGroup[],
  smallest: number,
  members?: readonly Membership[],
): ReadonlySet<number> | null {
  const small = new Set(
    groups.flatMap(({ customers }, index) => (customers > 0 && customers < smallest ? [index] : [])),
  );
  const withheld = new Set(small);
  if (small.size === 0) return withheld;
  const fewestIn = fewestCustomers(groups, members);
  const lines = linesOf(groups).filter((line) => isPublished(line, groups, smallest));
  for (;;) {
    while (coverLines(lines, groups, withheld, (unknown) => fewestIn(unknown) >= smallest));
    const equations = lines.map((line) => line.filter((index) => withheld.has(index)));
    const found = derivable(equations.filter((unknown) => unknown.length > 0));
    if (found === null) return null;
    const told = [...small].filter((index) => found.has(index));
    if (told.length === 0) return withheld;
    const further = smallestOf(neighbours(told, lines), groups, withheld);
    if (further === null) return new Set(groups.keys());
    withheld.add(further);
  }
}

/** Groups that are one group of the question with fewer dimensions, for every choice of those; without any they are all one. */
function linesOf(groups: readonly SizedGroup[]): readonly (readonly number[])[] {
  const dimensions = groups[0]?.key.length ?? 0;
  const choices = Array.from({ length: 2 ** dimensions - 1 }, (_, choice) =>
    Array.from({ length: dimensions }, (_dimension, index) => index).filter((index) => (choice >> index) % 2 === 1),
  );
  return choices.flatMap((kept) => {
    const lines = new Map<string, number[]>();
    for (const [index, { key }] of groups.entries()) {
      const place = JSON.stringify(kept.map((dimension) => key[dimension]));
      const line = lines.get(place);
      if (line === undefined) lines.set(place, [index]);
      else line.push(index);
    }
    return [...lines.values()];
  });
}

/** A sum over fewer customers is withheld in the answer that has it. Who is in several groups counts in each: too often, to be safe. */
function isPublished(line: readonly number[], groups: readonly SizedGroup[], smallest: number): boolean {
  return customersIn(line, groups) >= smallest;
}

function coverLines(
  lines: readonly (readonly number[])[],
  groups: readonly SizedGroup[],
  withheld: Set<number>,
  isEnough: (unknown: readonly number[]) => boolean,
): boolean {
  const before = withheld.size;
  for (const line of lines) {
    const unknown = line.filter((index) => withheld.has(index));
    if (unknown.length === 0 || (unknown.length > 1 && isEnough(unknown))) continue;
    const further = smallestOf(line, groups, withheld);
    if (further !== null) withheld.add(further);
  }
  return withheld.size > before;
}

const customersIn = (line: readonly number[], groups: readonly SizedGroup[]): number =>
  line.reduce((sum, index) => sum + (groups[index]?.customers ?? 0), 0);

/** How many customers are in some groups at least: of those that may share them the largest counts. */
function fewestCustomers(
  groups: readonly SizedGroup[],
  members: readonly Membership[] | undefined,
): (line: readonly number[]) => number {
  if (members === undefined) return (line) => customersIn(line, groups);
  const places = groups.map(({ key }) => JSON.stringify(key.filter((_, dimension) => members[dimension] === 'apart')));
  return (line) => {
    const largest = new Map<string, number>();
    for (const index of line) {
      const place = places[index] ?? '';
      largest.set(place, Math.max(largest.get(place) ?? 0, groups[index]?.customers ?? 0));
    }
    return [...largest.values()].reduce((sum, customers) => sum + customers, 0);
  };
}

/** The one whose loss costs least. */
function smallestOf(
  candidates: readonly number[],
  groups: readonly SizedGroup[],
  withheld: ReadonlySet<number>,
): number | null {
  const sizeOf = (index: number): number => groups[index]?.customers ?? 0;
  const open = candidates.filter((index) => !withheld.has(index));
  return open.reduce<number | null>(
    (best, index) => (best === null || sizeOf(index) < sizeOf(best) ? index : best),
    null,
  );
}

/** Groups on the lines of these, and then on the lines of those. */
function neighbours(indexes: readonly number[], lines: readonly (readonly number[])[]): readonly number[] {
  const near = new Set(indexes);
  for (let step = 0; step < 2; step += 1) {
    for (const line of lines) if (line.some((index) => near.has(index))) for (const index of line) near.add(index);
  }
  return [...near];
}
