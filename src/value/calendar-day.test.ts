import fc from 'fast-check';
import { calendarDay } from './calendar-day';
import { dayMs } from './epoch';

const day = (instant: string, zone: string) => {
  const { startMs, endMs } = calendarDay(Date.parse(instant), zone);
  return [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
};

describe('the calendar day of an instant', () => {
  it('runs from midnight to midnight in UTC', () => {
    expect(day('2026-11-21T23:59:59.999Z', 'UTC')).toEqual(['2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z']);
    expect(day('1969-12-31T12:00:00Z', 'UTC')).toEqual(['1969-12-31T00:00:00.000Z', '1970-01-01T00:00:00.000Z']);
  });

  it('has 23 and 25 hours when the clocks change', () => {
    expect(day('2026-03-29T12:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(day('2026-10-25T12:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begins with the jump where the clock leaves midnight out', () => {
    expect(day('2018-11-04T12:00:00Z', 'America/Sao_Paulo')).toEqual([
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
  });

  it('ends after the repeated hour where the clock falls back at midnight', () => {
    expect(day('2018-02-17T12:00:00Z', 'America/Sao_Paulo')).toEqual([
      '2018-02-17T02:00:00.000Z',
      '2018-02-18T03:00:00.000Z',
    ]);
  });

  it('covers every instant exactly once', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Africa/Cairo');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_900_000_000_000 }), zones, (instant, zone) => {
        const { startMs, endMs } = calendarDay(instant, zone);
        expect(startMs <= instant && instant < endMs).toBe(true);
        expect(endMs - startMs).toBeLessThanOrEqual(dayMs + 3_600_000);
        expect(calendarDay(startMs, zone)).toEqual({ startMs, endMs });
        expect(calendarDay(endMs, zone).startMs).toBe(endMs);
      }),
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => calendarDay(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
