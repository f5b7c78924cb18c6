import fc from 'fast-check';
import { engagement, type ValueLine } from '../../value';
import { ComparisonBuilder, topDecile } from './comparison';
import { type CustomerChange, differenceBy } from './customer-change';

const now = { baseHash: 'a', modelHash: 'b', computedFor: '2026-11-21T12:00:00.000Z' };
const changeOf = (customerId: number, before: number, after: number, grades = 'BB'): CustomerChange => ({
  customerId,
  before,
  after,
  change: after - before,
  gradeBefore: grades[0] ?? '',
  gradeAfter: grades[1] ?? '',
  byPlugin: after === before ? [] : [{ name: 'rep', change: after - before }],
  bySignal: [],
});
const build = (changes: readonly CustomerChange[]) => {
  const builder = new ComparisonBuilder();
  for (const change of changes) builder.add(change);
  return builder.finish(now);
};

describe('the comparison of two value models', () => {
  it('is vector G-1: web depth 0.6 to 0.3 and kappa 20 to 40, with the exact change by channel', () => {
    const signal = (channel: string) => ({ channel, weight: 1, direction: 'in', verified: true }) as const;
    const signals = { 'rep.a': signal('rep'), 'email.a': signal('email'), 'web.a': signal('web') };
    const model = (web: { readonly depth: number; readonly kappa: number }) => ({
      engagement: { kappa: 0.5 },
      channels: { rep: { depth: 1, kappa: 40 }, email: { depth: 0.4, kappa: 20 }, web },
      signals,
    });
    const sums = new Map([
      ['rep.a', 40],
      ['email.a', 10],
      ['web.a', -10],
    ]);
    const [before, after] = [
      { depth: 0.6, kappa: 20 },
      { depth: 0.3, kappa: 40 },
    ].map((web) => engagement(sums, model(web)));
    if (before === undefined || after === undefined) throw new Error('two models were asked for');
    expect(before.value).toBeCloseTo(46.428571, 6);
    expect(after.value).toBeCloseTo(53.416149, 6);
    const linesOf = ({ signals: shares }: typeof before) =>
      shares.map(({ signal: id, channel, value }) => ({ id, plugin: channel, value }) as ValueLine);
    const parts = new Map(
      differenceBy(linesOf(before), linesOf(after), ({ plugin }) => plugin).map(({ name, change }) => [name, change]),
    );
    expect(parts.get('rep')).toBeCloseTo(-6.987578, 6);
    expect(parts.get('email')).toBeCloseTo(-1.863354, 6);
    expect(parts.get('web')).toBeCloseTo(15.838509, 6);
    expect([...parts.values()].reduce((sum, part) => sum + part, 0)).toBeCloseTo(6.987578, 6);
  });

  it('tells of an unchanged model that nothing changes', () => {
    const report = build([1, 5, 3, 9].map((value, index) => changeOf(index, value, value)));
    expect(report).toMatchObject({
      customers: 4,
      unchanged: 4,
      kendallTauB: 1,
      movers: [],
      gradeMoves: [],
      byPlugin: [],
    });
    expect(report.distribution).toMatchObject({ mean: 0, minimum: 0, maximum: 0 });
    expect(report.topDecile).toEqual({ size: 1, kept: 1 });
  });

  it('counts who moves, and lists those who change grade before those who change most', () => {
    const changes = Array.from({ length: 300 }, (_, index) => changeOf(index, index, index + (index % 7)));
    const report = build([...changes, changeOf(1000, 5, 5.1, 'BC'), changeOf(1001, 5, 4, 'CB')]);
    expect(report.gradeMoves).toEqual([
      { from: 'B', to: 'C', customers: 1 },
      { from: 'C', to: 'B', customers: 1 },
    ]);
    expect(report.movers.slice(0, 2).map(({ customerId }) => customerId)).toEqual([1001, 1000]);
    expect(report.movers).toHaveLength(50);
    expect(report.movers[2]?.change).toBe(6);
    expect(report.byPlugin[0]?.change).toBeCloseTo(report.distribution.mean, 9);
  });

  it('finds the overlap of the top tenth that sorting everybody finds', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const top = (side: 0 | 1) =>
          new Set(
            pairs
              .map((_, index) => index)
              .sort((a, b) => (pairs[b]?.[side] ?? 0) - (pairs[a]?.[side] ?? 0) || a - b)
              .slice(0, Math.ceil(pairs.length / 10)),
          );
        const kept = [...top(0)].filter((index) => top(1).has(index)).length;
        const of = (side: 0 | 1) => Float64Array.from(pairs.map((pair) => pair[side]));
        expect(topDecile(of(0), of(1))).toEqual({ size: top(0).size, kept });
      }),
    );
  });
});
