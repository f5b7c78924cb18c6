import { Pace } from './pace';

describe('the pace of statements', () => {
  it('takes as quick what has lately never taken long, and nothing that is not known', () => {
    const pace = new Pace();
    pace.note('view', 25);
    pace.note('report', 26);
    expect(['view', 'report', 'never seen', undefined].map((name) => pace.isQuick(name))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('forgets a slow moment after some quick ones', () => {
    const pace = new Pace();
    pace.note('view', 50);
    for (let time = 0; time < 6; time += 1) pace.note('view', 2);
    expect(pace.isQuick('view')).toBe(false);
    pace.note('view', 2);
    expect(pace.isQuick('view')).toBe(true);
  });

  it.each([
    ['a short statement after ten milliseconds', 1, 10, 11],
    ['a longer one after twice what it has lately taken', 12, 24, 25],
  ])('takes as late %s', (_what, taken, inTime, late) => {
    const pace = new Pace();
    pace.note('view', taken);
    expect([inTime, late].map((milliseconds) => pace.isLate('view', milliseconds))).toEqual([false, true]);
  });
});
