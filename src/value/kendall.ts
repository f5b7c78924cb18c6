/**
 * Kendall's tau-b of two rankings of the same things, ties counted in both, in O(n log n) by Knight's way: sort by the
 * first, count the exchanges a merge sort by the second needs. Null when one of the rankings is all ties.
 */
export function kendallTauB(first: Float64Array, second: Float64Array): number | null {
  const n = first.length;
  const order = Uint32Array.from({ length: n }, (_, index) => index).sort(
    (a, b) => at(first, a) - at(first, b) || at(second, a) - at(second, b),
  );
  const sorted = Float64Array.from(order, (index) => at(second, index));
  const bothTied = tiedPairs(n, (i, j) => {
    const [one, other] = [order[i] ?? 0, order[j] ?? 0];
    return at(first, one) === at(first, other) && at(second, one) === at(second, other);
  });
  const firstTied = tiedPairs(n, (i, j) => at(first, order[i] ?? 0) === at(first, order[j] ?? 0));
  const exchanges = sortCounting(sorted);
  const secondTied = tiedPairs(n, (i, j) => at(sorted, i) === at(sorted, j));
  const pairs = (n * (n - 1)) / 2;
  const divisor = Math.sqrt((pairs - firstTied) * (pairs - secondTied));
  return divisor === 0 ? null : (pairs - firstTied - secondTied + bothTied - 2 * exchanges) / divisor;
}

const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** Pairs within runs of neighbours that are tied. */
function tiedPairs(n: number, isTied: (i: number, j: number) => boolean): number {
  let [pairs, run] = [0, 1];
  for (let i = 1; i <= n; i += 1) {
    if (i < n && isTied(i - 1, i)) {
      run += 1;
      continue;
    }
    pairs += (run * (run - 1)) / 2;
    run = 1;
  }
  return pairs;
}

/** Sorts in place, bottom up; answers how many pairs stood in the wrong order. */
function sortCounting(values: Float64Array<ArrayBuffer>): number {
  const n = values.length;
  let [from, into] = [values, new Float64Array(n)];
  let exchanges = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      exchanges += merge(from, into, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
    }
    [from, into] = [into, from];
  }
  if (from !== values) values.set(from);
  return exchanges;
}

function merge(from: Float64Array, into: Float64Array, start: number, middle: number, end: number): number {
  let [left, right, exchanges] = [start, middle, 0];
  for (let place = start; place < end; place += 1) {
    if (left < middle && (right >= end || at(from, left) <= at(from, right))) {
      into[place] = at(from, left);
      left += 1;
    } else {
      into[place] = at(from, right);
      right += 1;
      exchanges += middle - left;
    }
  }
  return exchanges;
}
