import { RapportError } from '../errors';

/**
 * Turns what a file says about time into what a record's `occurredAt` takes.
 *
 * - a day (`2026-03-02`) stays a day: the intake keeps it as noon UTC and marks it imprecise;
 * - a time with an offset (`2026-03-02T09:30+01:00`, `...Z`) stays as it is;
 * - a time without one (`2026-03-02 09:30`) is read in `timeZone`, an IANA name such as `Europe/Berlin`.
 *
 * @since 0.1.0
 * @throws RapportError TIME_INVALID for what is no point in time, or a local time that a change of clocks skips or repeats;
 *   TIME_ZONE_MISSING for a time with neither offset nor zone, or a zone that does not exist
 * @example
 * import { occurredAtFrom } from 'rapport/sdk';
 *
 * occurredAtFrom('2026-03-02 09:30', 'Europe/Berlin'); // => '2026-03-02T08:30:00.000Z'
 */
export function occurredAtFrom(text: string, timeZone: string | undefined): string {
  const match = pattern.exec(text.trim());
  if (match === null) throw invalid(text);
  const [, day = '', time, offset] = match;
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || !isCalendarDay(day)) throw invalid(text);
  if (time === undefined) return day;
  // Databases and scripts write micro- and nanoseconds; we keep milliseconds.
  const clock = time.length === 5 ? `${time}:00` : time.slice(0, 12);
  if (Number.isNaN(Date.parse(`${day}T${clock}Z`))) throw invalid(text);
  if (offset !== undefined) return `${day}T${clock}${withColon(offset)}`;
  if (timeZone === undefined || timeZone === '') {
    throw new RapportError(
      'TIME_ZONE_MISSING',
      `"${text}" has no zone. Add an offset, or name the time zone it is in.`,
    );
  }
  return inZone(Date.parse(`${day}T${clock}Z`), timeZone, text);
}

const pattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function isCalendarDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function withColon(offset: string): string {
  if (offset.length === 1) return 'Z';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

const hour = 3_600_000;

/** Tries the zone's offsets around the wanted time: a clock time exists once, twice (autumn) or never (spring). */
function inZone(wallClock: number, timeZone: string, text: string): string {
  const candidates = new Set<number>();
  for (const around of [wallClock - 26 * hour, wallClock, wallClock + 26 * hour]) {
    const instant = wallClock - offsetAt(around, timeZone);
    if (instant + offsetAt(instant, timeZone) === wallClock) candidates.add(instant);
  }
  const [instant, second] = [...candidates];
  if (instant === undefined || second !== undefined) {
    const why = instant === undefined ? 'does not exist' : 'happens twice';
    throw new RapportError('TIME_INVALID', `"${text}" ${why} in ${timeZone}, where clocks change. Give an offset.`);
  }
  return new Date(instant).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Map<string, number>();
  for (const { type, value } of formatFor(timeZone).formatToParts(instant)) parts.set(type, Number(value));
  const part = (type: string) => parts.get(type) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
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
  } catch (error) {
    const message = `"${timeZone}" is not an IANA time zone such as Europe/Berlin.`;
    throw new RapportError('TIME_ZONE_MISSING', message, {}, { cause: error });
  }
}

function invalid(text: string): RapportError {
  return new RapportError(
    'TIME_INVALID',
    `"${text}" is not a day or point in time such as 2026-03-02 or 2026-03-02 09:30.`,
  );
}
