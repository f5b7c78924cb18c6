/** Customers as runs of ids that nearly follow one another, both ends included, as literals of arrays. */
export interface CustomerRuns {
  readonly first: string;
  readonly last: string;
}

/** Reading so many customers that nobody asked about costs less than looking the next one up. */
const mostBetween = 4;

/**
 * Made once for all statements of a batch. Customers between the ends of a run that were not asked about are among those
 * read: the reader passes over them.
 */
export function customerRuns(customerIds: readonly number[]): CustomerRuns {
  const sorted = Float64Array.from(customerIds).sort();
  const [first, last]: [number[], number[]] = [[], []];
  for (const id of sorted) {
    const end = last.at(-1);
    if (end !== undefined && id - end <= mostBetween) last[last.length - 1] = id;
    else last[first.push(id) - 1] = id;
  }
  return { first: `{${first.join(',')}}`, last: `{${last.join(',')}}` };
}
