/** Order by code units: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** Entries of a record in the order of their keys, in which floating sums over signals and channels run. */
export function inKeyOrder<Value>(record: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(record).toSorted(([left], [right]) => compareText(left, right));
}
