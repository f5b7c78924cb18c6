import type { Random } from './random';

const dayMilliseconds = 86_400_000;

/** The stretch of time a history covers. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

export const periodYears = 3;

/** Three years that end at the given instant. */
export function periodEnding(until: Date): Period {
  const from = new Date(until);
  from.setUTCFullYear(from.getUTCFullYear() - periodYears);
  return { from, until };
}

/** The same period, ended some months earlier. */
export function endedEarlier(period: Period, months: number): Period {
  const until = new Date(period.until);
  until.setUTCMonth(until.getUTCMonth() - months);
  return { from: period.from, until };
}

/**
 * Moments of contact at a yearly rate, in order of time: working days, between 8 and 17 o'clock UTC, irregular as
 * people are (gaps are exponential).
 */
export function* moments(perYear: number, period: Period, random: Random): Generator<Date> {
  if (perYear <= 0) return;
  let time = period.from.getTime();
  for (;;) {
    time += (-Math.log(1 - random.fraction()) / perYear) * 365.25 * dayMilliseconds;
    const moment = toWorkingHours(new Date(time), random);
    if (moment.getTime() >= period.until.getTime()) return;
    yield moment;
  }
}

/** The moment so many days later, within the period or null. */
export function later(moment: Date, days: number, period: Period): Date | null {
  const time = moment.getTime() + days * dayMilliseconds;
  return time < period.until.getTime() ? new Date(Math.round(time)) : null;
}

function toWorkingHours(moment: Date, random: Random): Date {
  const day = new Date(moment);
  const weekday = day.getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  day.setUTCDate(day.getUTCDate() + shift);
  day.setUTCHours(random.integer(8, 16), random.integer(0, 59), random.integer(0, 59), 0);
  return day;
}
