import type { ErrorCode } from '../../sdk';

export type ParsedTime = { readonly text: string } | { readonly code: ErrorCode; readonly reason: string };

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const earliestYear = 1900;
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a point in time. Answers it in one spelling: `2026-11-21T09:30:00.000Z`, or `2026-11-21` when only the day
 * is known. Codes: TIME_ZONE_MISSING, TIME_INVALID.
 */
export function parseTime(given: string): ParsedTime {
  const text = given.trim();
  if (dayOnly.test(text)) return isCalendarDay(text) ? { text } : invalid(given);
  const match = instant.exec(text);
  if (match === null) return invalid(given);
  const [, day = '', minutes = '', seconds = '00', fraction = '', zone] = match;
  if (!isCalendarDay(day)) return invalid(given);
  if (zone === undefined) {
    return { code: 'TIME_ZONE_MISSING', reason: `"${shown(given)}" has no zone; add Z or an offset such as +02:00` };
  }
  const local = `${day}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const at = new Date(`${local}${fullZone(zone)}`);
  return Number.isNaN(at.getTime()) ? invalid(given) : { text: at.toISOString() };
}

/** Whether `YYYY-MM-DD` is a day of the calendar from 1900 on; the engine itself would take 30 February for 2 March. */
export function isCalendarDay(text: string): boolean {
  if (!dayOnly.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return year >= earliestYear && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (daysOfMonths[month - 1] ?? 0);
}

/** Whether a normalised time is a calendar day, without an hour. */
export function isImprecise(normalised: string): boolean {
  return normalised.length === 10;
}

/** The instant of a normalised time; a calendar day stands for its noon, UTC. */
export function instantOf(normalised: string): Date {
  return new Date(isImprecise(normalised) ? `${normalised}T12:00:00.000Z` : normalised);
}

function fullZone(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function invalid(given: string): ParsedTime {
  return { code: 'TIME_INVALID', reason: `"${shown(given)}" is not a point in time from the year ${earliestYear} on` };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
