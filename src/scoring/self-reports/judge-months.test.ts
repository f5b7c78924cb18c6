import { judgeMonths, type MonthlyPoints, monthsBefore } from './judge-months';

const month = (name: string, selfReportedPoints: number, verifiedPoints: number, events = 10): MonthlyPoints => ({
  teamMemberId: 7,
  month: `${name}-01`,
  selfReportedPoints,
  selfReportedEvents: events,
  verifiedPoints,
  plugins: ['visit'],
});
const last = (...months: readonly MonthlyPoints[]) => judgeMonths(months).at(-1);

describe('months of self-reports', () => {
  it('are widening when the share is clearly above that of the three months before', () => {
    const before = [month('2025-11', 20, 80), month('2025-12', 10, 90), month('2026-01', 30, 70)];
    expect(last(...before, month('2026-02', 35, 65))).toMatchObject({ share: 0.35, usualShare: 0.2, gap: 'widening' });
    expect(last(...before, month('2026-02', 29, 71))).toMatchObject({ gap: 'steady' });
    expect(last(...before, month('2026-02', 2, 98))).toMatchObject({ gap: 'steady' });
  });

  it('are unclear with few events, without months before, or with those of long ago only', () => {
    expect(last(month('2026-01', 0, 100), month('2026-02', 90, 10, 4))).toMatchObject({
      usualShare: 0,
      gap: 'unclear',
    });
    expect(last(month('2026-02', 90, 10))).toMatchObject({ usualShare: null, gap: 'unclear' });
    expect(last(month('2025-10', 10, 90), month('2026-02', 90, 10))).toMatchObject({ usualShare: null });
    expect(last(month('2026-02', 0, 0, 0))).toMatchObject({ share: null, gap: 'unclear' });
  });

  it('are held against months of the same team member only', () => {
    const other = { ...month('2026-01', 0, 100), teamMemberId: 8 };
    expect(last(other, month('2026-02', 90, 10))).toMatchObject({ usualShare: null });
  });

  it('count back over the turn of the year', () => {
    expect(monthsBefore('2026-02-17', 3)).toBe('2025-11-01');
  });
});
