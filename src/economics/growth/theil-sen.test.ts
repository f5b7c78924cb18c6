import fc from 'fast-check';
import { expectClose } from '../../../test/helpers/value-vectors';
import { type Point, theilSen } from './theil-sen';

const points = (x: readonly number[], y: readonly number[]): readonly Point[] =>
  x.map((value, index) => ({ x: value, y: y[index] ?? 0 }));

const series = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 20 })
  .map((values) => values.map((y, x) => ({ x, y })));

describe('the line of Theil and Sen', () => {
  it('C-12: has the slope and the 93 % limits Sen printed', () => {
    const line = theilSen([points([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78])], 0.93);
    expectClose(line.slope, 4);
    expectClose(line.intercept, 4);
    expectClose(line.low, 3.714286);
    expectClose(line.high, 4.375);
    expect(line.slopes).toBe(21);
  });

  it('C-13: has the published slope and 90 % limits over twelve months with zeros', () => {
    const y = [120, 0, 150, 90, 200, 180, 60, 240, 210, 260, 190, 300];
    const line = theilSen([points([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], y)], 0.9);
    expectClose(line.slope, 16.038961);
    expectClose(line.intercept, 80.746753);
    expectClose(line.low, 10);
    expectClose(line.high, 28.333333);
    expect(line.slopes).toBe(66);
  });

  it('has no width where everything is tied, and makes no pair of equal x', () => {
    expect(theilSen([points([1, 2, 3, 4], [5, 5, 5, 5])], 0.9)).toMatchObject({ slope: 0, low: 0, high: 0 });
    expect(theilSen([points([1, 1, 2], [0, 9, 4])], 0.9).slopes).toBe(2);
    expect(() => theilSen([points([1, 1], [0, 9])], 0.9)).toThrow(RangeError);
  });

  it('takes ties in x and in y out of the variance', () => {
    const line = theilSen([points([1, 2, 2, 3, 4, 5, 6, 7, 7, 8], [0, 0, 0, 5, 5, 9, 9, 9, 20, 3])], 0.9);
    expectClose(line.slope, 1.8);
    expectClose(line.intercept, -3.1);
    expectClose(line.low, 3 / 7);
    expectClose(line.high, 2.5);
  });

  it('follows a change of unit, a shift and an added line', () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 9 }), number, number, (given, factor, shift, tilt) => {
        const line = theilSen([given], 0.9);
        const moved = theilSen([given.map(({ x, y }) => ({ x, y: factor * y + shift + tilt * x }))], 0.9);
        expectClose(moved.slope, factor * line.slope + tilt, 1e-9);
        expectClose(theilSen([given.map(({ x, y }) => ({ x, y: y + shift }))], 0.9).high, line.high, 1e-9);
        const scaled = theilSen([given.map(({ x, y }) => ({ x, y: factor * y }))], 0.9);
        expectClose(scaled.low, factor * line.low, 1e-9);
      }),
    );
  });

  it('turns over with the sign and does not see the order of the points', () => {
    fc.assert(
      fc.property(series, (given) => {
        const line = theilSen([given], 0.9);
        const mirrored = theilSen([given.map(({ x, y }) => ({ x, y: -y }))], 0.9);
        expectClose(mirrored.slope, -line.slope, 1e-12);
        expect(theilSen([given.toReversed()], 0.9)).toEqual(line);
        expect(line.low <= line.slope && line.slope <= line.high).toBe(true);
      }),
    );
  });

  it('bears a quarter of the points being anything', () => {
    const straight = Array.from({ length: 12 }, (_, x) => ({ x, y: 10 * x }));
    const odd = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(odd, ([first = 0, second = 0, third = 0]) => {
        const bent = straight.map((point, index) => {
          const y = new Map([
            [2, first],
            [6, second],
            [9, third],
          ]).get(index);
          return y === undefined ? point : { ...point, y };
        });
        expect(theilSen([bent], 0.9).slope).toBe(10);
      }),
    );
  });
});
