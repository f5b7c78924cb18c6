/** Net revenue of a calendar month, `YYYY-MM`, in minor units of the reporting currency. */
export interface MonthlyNet {
  readonly month: string;
  readonly netMinor: number;
}

/** Months since the year 0. @throws RangeError when the text is not `YYYY-MM` */
export function monthNumber(month: string): number {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) throw new RangeError(`"${month}" is not a month.`);
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

export function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/**
 * Sums dated amounts, already in one currency, into the months from the first to the last, both included. Months without an
 * amount are zero: leaving them out would hide that nothing was bought.
 *
 * @param last last complete month; a month that is still running looks like a fall
 */
export function monthlyNet(
  amounts: Iterable<{ readonly occurredOn: string; readonly amountMinor: number }>,
  first: string,
  last: string,
): readonly MonthlyNet[] {
  const sums = new Map<string, number>();
  for (const { occurredOn, amountMinor } of amounts) {
    const month = occurredOn.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + amountMinor);
  }
  const from = monthNumber(first);
  return Array.from({ length: Math.max(0, monthNumber(last) - from + 1) }, (_, index) => {
    const month = monthText(from + index);
    return { month, netMinor: sums.get(month) ?? 0 };
  });
}
