import { dayMs } from '../value';

/** Days since 1970 of a calendar day `YYYY-MM-DD`. @throws RangeError when no calendar holds it */
export function dayNumber(day: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || dayText(instant / dayMs) !== day)
    throw new RangeError(`"${day}" is not a calendar day.`);
  return instant / dayMs;
}

/** A day number as `YYYY-MM-DD`. */
export function dayText(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** Days from the first to the last, both included. */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
}

/** The `days` days that end with `lastDay`; a year of 365 unless told otherwise. */
export function windowEnding(lastDay: string, days = 365): DayWindow {
  return { from: dayText(dayNumber(lastDay) - days + 1), to: lastDay };
}

export function isWithin(day: string, { from, to }: DayWindow): boolean {
  return from <= day && day <= to;
}
