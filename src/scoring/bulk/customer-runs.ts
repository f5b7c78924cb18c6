/** Customers as runs of ids that follow one another, both ends included, as literals of arrays. */
export interface CustomerRuns {
  readonly first: string;
  readonly last: string;
}

/** Made once for all statements of a batch. A run costs one look-up in each index, however long it is. */
export function customerRuns(customerIds: readonly number[]): CustomerRuns {
  const sorted = Float64Array.from(customerIds).sort();
  const [first, last]: [number[], number[]] = [[], []];
  for (const id of sorted) {
    const end = last.at(-1) ?? Number.NaN;
    if (id - end <= 1) last[last.length - 1] = id;
    else last[first.push(id) - 1] = id;
  }
  return { first: `{${first.join(',')}}`, last: `{${last.join(',')}}` };
}
