import { occurredAtFrom } from './time';

describe('occurredAtFrom', () => {
  it.each([
    ['2026-03-02', undefined, '2026-03-02'],
    ['2026-03-02T09:30+01:00', undefined, '2026-03-02T09:30:00+01:00'],
    ['2026-03-02 09:30:15 +0100', undefined, '2026-03-02T09:30:15+01:00'],
    ['2026-03-02T09:30:00.250Z', 'Europe/Berlin', '2026-03-02T09:30:00.250Z'],
    ['2026-03-02 09:30:00.123456+00:00', undefined, '2026-03-02T09:30:00.123+00:00'],
    ['2026-03-02 09:30:59.999999999', 'Europe/Berlin', '2026-03-02T08:30:59.999Z'],
    ['2026-03-02 09:30', 'Europe/Berlin', '2026-03-02T08:30:00.000Z'],
    ['2026-07-02 09:30', 'Europe/Berlin', '2026-07-02T07:30:00.000Z'],
    ['2026-07-02 23:30', 'America/Los_Angeles', '2026-07-03T06:30:00.000Z'],
    ['2026-01-01 00:15', 'Pacific/Kiritimati', '2025-12-31T10:15:00.000Z'],
    ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ])('reads %s in zone %s as %s', (text, zone, expected) => {
    expect(occurredAtFrom(text, zone)).toBe(expected);
  });

  it.each([
    ['2026-03-29 02:30', 'does not exist'],
    ['2026-10-25 02:30', 'happens twice'],
  ])('refuses %s, which %s where clocks change', (text, why) => {
    expect(() => occurredAtFrom(text, 'Europe/Berlin')).toThrow(why);
  });

  it('never guesses a zone', () => {
    expect(() => occurredAtFrom('2026-03-02 09:30', undefined)).toThrow(
      expect.objectContaining({ code: 'TIME_ZONE_MISSING' }),
    );
    expect(() => occurredAtFrom('2026-03-02 09:30', 'Middle/Earth')).toThrow(
      expect.objectContaining({ code: 'TIME_ZONE_MISSING' }),
    );
  });

  it.each(['', 'yesterday', '02.03.2026', '2026-02-30', '2026-13-01', '2026-03-02 25:00', '2026-03-02T09'])(
    'refuses %p as no point in time',
    (text) => {
      expect(() => occurredAtFrom(text, 'UTC')).toThrow(expect.objectContaining({ code: 'TIME_INVALID' }));
    },
  );
});
