import fc from 'fast-check';
import { engagement, type ValueLine } from '../../value';
import type { ClassChange } from './class-judge';
import { ComparisonBuilder } from './comparison';
import { type CustomerChange, differenceBy } from './customer-change';
import { RankedPairs, topDecile } from './ranked-pairs';

const now = {
  ...{ baseHash: 'a', modelHash: 'b', computedFor: '2026-11-21T12:00:00.000Z' },
  ...{ population: 1_000, unmovedClasses: [] },
};
const moved = (kind: ClassChange['kind'], from: string, to: string): ClassChange => {
  return { kind, about: null, from, to, reason: 'Because.' };
};
const changeOf = (customerId: number, before: number, after: number, grades = 'BB'): CustomerChange => ({
  customerId,
  before,
  after,
  change: after - before,
  gradeBefore: grades[0] ?? '',
  gradeAfter: grades[1] ?? '',
  classChanges: grades[0] === grades[1] ? [] : [moved('grade', grades[0] ?? '', grades[1] ?? '')],
  byPlugin: after === before ? [] : [{ name: 'rep', change: after - before }],
  bySignal: [],
});
const build = (changes: readonly CustomerChange[], mostRanked?: number) => {
  const builder = new ComparisonBuilder(mostRanked);
  for (const change of changes) builder.add(change);
  return builder.finish(now, async (ids) => changes.filter(({ customerId }) => ids.includes(customerId)));
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

  it('tells of an unchanged model that nothing changes', async () => {
    const report = await build([1, 5, 3, 9].map((value, index) => changeOf(index, value, value)));
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

  it('counts who moves between classes, and lists them before those who change most', async () => {
    const changes = Array.from({ length: 300 }, (_, index) => changeOf(index, index, index + (index % 7)));
    const loss = changeOf(1002, 5, 5);
    const report = await build([
      ...changes,
      changeOf(1000, 5, 5.1, 'BC'),
      changeOf(1001, 5, 4, 'CB'),
      {
        ...loss,
        classChanges: [moved('profit', 'loss', 'unclear'), { ...moved('adoption', 'aware', 'none'), about: 'X' }],
      },
    ]);
    expect(report.gradeMoves).toEqual([
      { from: 'B', to: 'C', customers: 1 },
      { from: 'C', to: 'B', customers: 1 },
    ]);
    expect(report.classMoves).toContainEqual({ kind: 'adoption', about: 'X', from: 'aware', to: 'none', customers: 1 });
    expect(report.classMoves).toContainEqual({
      kind: 'profit',
      about: null,
      from: 'loss',
      to: 'unclear',
      customers: 1,
    });
    expect(report.movers[0]?.customerId).toBe(1002);
    expect(report.movers.flatMap(({ classChanges }) => classChanges.map(({ kind }) => kind))).toContain('grade');
    expect(report.movers).toHaveLength(50);
    expect(report.byPlugin[0]?.change).toBeCloseTo(report.distribution.mean, 9);
  });

  it('names who comes into the top tenth and who drops out, with the reason', async () => {
    const changes = Array.from({ length: 20 }, (_, index) => changeOf(index, index, index === 3 ? 100 : index));
    const report = await build(changes);
    expect(report.topDecile).toEqual({ size: 2, kept: 1 });
    expect(report.classMoves.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      ['below', 'top', 1],
      ['top', 'below', 1],
    ]);
    const [first, second] = report.movers;
    expect([first?.customerId, second?.customerId]).toEqual([3, 18]);
    expect(second?.classChanges).toEqual([
      expect.objectContaining({
        kind: 'top decile',
        from: 'top',
        to: 'below',
        reason: expect.stringMatching(/18\.0 to 18\.0/),
      }),
    ]);
  });

  it('ranks a part of the customers, always the same one, where they are too many to hold', () => {
    const ranked = (order: readonly number[]) => {
      const pairs = new RankedPairs(1_000);
      for (const id of order) pairs.push({ id, before: id, after: id % 5 === 0 ? -id : id });
      return pairs.finish();
    };
    const ids = Array.from({ length: 20_000 }, (_, id) => id);
    const part = ranked(ids);
    expect(part.isSample).toBe(true);
    expect(part.customers).toBeGreaterThan(400);
    expect(part.customers).toBeLessThanOrEqual(1_000);
    expect(ranked(ids.toReversed())).toMatchObject({ customers: part.customers, kendallTauB: part.kendallTauB });
    const all = new RankedPairs();
    for (const id of ids) all.push({ id, before: id, after: id % 5 === 0 ? -id : id });
    const whole = all.finish();
    expect(whole).toMatchObject({ customers: 20_000, isSample: false, standardError: null });
    const error = Math.abs((part.kendallTauB ?? 0) - (whole.kendallTauB ?? 0));
    expect(error).toBeLessThan(3 * (part.standardError ?? 0));
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
        const ranked = pairs.map(([before, after], id) => ({ id, before, after }));
        expect(topDecile(ranked)).toMatchObject({ size: top(0).size, kept });
      }),
    );
  });
});
