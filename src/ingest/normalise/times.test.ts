import { instantOf, isCalendarDay, isImprecise, parseTime } from './times';

describe('a point in time', () => {
  it.each([
    ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21T09:30:00.123456+02:00', '2026-11-21T07:30:00.123Z'],
    ['2026-11-21 09:30:00-0500', '2026-11-21T14:30:00.000Z'],
    ['2026-11-21 09:30 +02', '2026-11-21T07:30:00.000Z'],
    ['2026-11-21t09:30:00z', '2026-11-21T09:30:00.000Z'],
    [' 2026-11-21 ', '2026-11-21'],
  ])('is read from %s as %s', (given, text) => {
    expect(parseTime(given)).toEqual({ text });
  });

  it.each(['2026-11-21T09:30:00', '2026-11-21 09:30'])('is refused without a zone: %s', (given) => {
    expect(parseTime(given)).toMatchObject({ code: 'TIME_ZONE_MISSING' });
  });

  it.each(['2026-02-30T10:00:00Z', '2026-02-30', '21.11.2026', '2026-11-21T25:00:00Z', '1066-10-14', '', 'yesterday'])(
    'is refused when there is no such time: "%s"',
    (given) => {
      expect(parseTime(given)).toMatchObject({ code: 'TIME_INVALID' });
    },
  );

  it('stands at noon UTC when only the day is known', () => {
    expect(isImprecise('2026-11-21')).toBe(true);
    expect(instantOf('2026-11-21').toISOString()).toBe('2026-11-21T12:00:00.000Z');
    expect(isImprecise('2026-11-21T00:00:00.000Z')).toBe(false);
  });

  it('knows leap days', () => {
    expect(isCalendarDay('2024-02-29')).toBe(true);
    expect(isCalendarDay('2026-02-29')).toBe(false);
  });
});
