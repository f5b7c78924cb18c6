import { dayMs } from './epoch';

/** A calendar day of a time zone as instants: `startMs <= t < endMs`. */
export interface CalendarDay {
  readonly startMs: number;
  readonly endMs: number;
}

/** The calendar day an instant falls on. @throws RangeError for an unknown time zone */
export function calendarDay(atMs: number, timeZone: string): CalendarDay {
  if (timeZone === 'UTC') {
    const startMs = Math.floor(atMs / dayMs) * dayMs;
    return { startMs, endMs: startMs + dayMs };
  }
  const day = Math.floor((atMs + offsetMs(atMs, timeZone)) / dayMs);
  return { startMs: startOfDay(day, timeZone), endMs: startOfDay(day + 1, timeZone) };
}

/** First instant of a local day. Where the clock jumps over midnight this is the instant of the jump. */
function startOfDay(day: number, timeZone: string): number {
  const midnight = day * dayMs;
  const offsets = [midnight - dayMs, midnight + dayMs].map((instant) => offsetMs(instant, timeZone));
  const candidates = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  const isOnDay = (instant: number) => Math.floor((instant + offsetMs(instant, timeZone)) / dayMs) >= day;
  return candidates.find(isOnDay) ?? Math.max(...candidates);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Local time minus UTC at an instant. */
function offsetMs(atMs: number, timeZone: string): number {
  const seconds = Math.floor(atMs / 1000) * 1000;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(seconds)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - seconds;
}
