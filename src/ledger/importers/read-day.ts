import { RapportError } from '../../sdk';

/**
 * A calendar day as `YYYY-MM-DD`, from that or from `YYYYMMDD`.
 *
 * @throws RapportError TIME_INVALID
 */
export function readDay(text: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  const day = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
  if (day === '' || !isCalendarDay(day)) {
    throw new RapportError('TIME_INVALID', `"${text.slice(0, 80)}" is not a day such as 2026-03-02 or 20260302.`);
  }
  return day;
}

function isCalendarDay(day: string): boolean {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}
