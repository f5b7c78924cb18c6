import { expectClose } from '../../../test/helpers/value-vectors';
import { logBeta, logGamma } from './log-gamma';
import { minimise } from './minimise';
import { normalCdf, normalQuantile } from './normal';
import { randomVariables } from './random';
import { cholesky, inverse, times } from './vector';

describe('log-gamma', () => {
  it('is exact where the gamma function is known', () => {
    expectClose(logGamma(0.5), Math.log(Math.PI) / 2, 2e-15);
    expectClose(logGamma(1), 0, 2e-15);
    expectClose(logGamma(2), 0, 2e-15);
    expectClose(logGamma(11), Math.log(3_628_800), 1e-15);
    expectClose(logGamma(171), 706.5730622457874, 1e-14);
    expectClose(logGamma(1e-8), -Math.log(1e-8) - 0.5772156649015329e-8, 1e-15);
  });

  it('obeys recurrence and duplication', () => {
    for (let x = 0.013; x < 60; x *= 1.17) {
      expectClose(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-14);
      const halves = logGamma(x) + logGamma(x + 0.5) - (1 - 2 * x) * Math.LN2 - Math.log(Math.PI) / 2;
      expectClose(logGamma(2 * x), halves, 1e-13);
    }
  });

  it('has no value at zero and below', () => {
    expect([logGamma(0), logGamma(-1.5), logGamma(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expectClose(logBeta(2, 3), Math.log(1 / 12), 1e-15);
  });
});

describe('the normal law', () => {
  it('has the known probabilities, far tails included', () => {
    expectClose(normalCdf(0), 0.5, 1e-16);
    expectClose(normalCdf(1.96), 0.9750021048517795, 1e-15);
    expectClose(normalCdf(-3) / 0.0013498980316300946, 1, 1e-12);
    expectClose(normalCdf(-10) / 7.619853024160527e-24, 1, 1e-12);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
  });

  it('has the known quantiles and inverts itself', () => {
    expectClose(normalQuantile(0.975), 1.959963984540054, 1e-14);
    expectClose(normalQuantile(0.9), 1.2815515655446004, 1e-14);
    for (const p of [1e-300, 1e-20, 1e-5, 0.1, 0.5, 0.7]) expectClose(normalCdf(normalQuantile(p)) / p, 1, 1e-11);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});

describe('minimisation', () => {
  it('finds the bottom of a curved valley, and the covariance of a quadratic', () => {
    const valley = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [[-1.2, 1]]);
    expectClose(valley?.point[0], 1, 1e-6);
    expectClose(valley?.point[1], 1, 1e-6);
    const bowl = minimise(
      ([x = 0, y = 0]) => 2 * x * x + x * y + y * y,
      [
        [3, 3],
        [-3, 0],
      ],
    );
    expectClose(bowl?.covariance[0]?.[0], 2 / 7, 1e-6);
    expectClose(bowl?.covariance[0]?.[1], -1 / 7, 1e-6);
    expect(bowl?.startsAgreeing).toBe(2);
  });

  it('answers nothing where there is no minimum', () => {
    expect(minimise(([x = 0]) => -x, [[0]])).toBeUndefined();
    expect(minimise(([x = 0, y = 0]) => (x - y) ** 2, [[0, 1]])).toBeUndefined();
  });

  it('takes positive definite matrices apart and refuses others', () => {
    const matrix = [
      [4, 2, 0],
      [2, 5, 1],
      [0, 1, 3],
    ];
    const product = matrix.map((row) => times(inverse(matrix) ?? [], row));
    for (const [index, value] of product.flat().entries()) expectClose(value, index % 4 === 0 ? 1 : 0, 1e-14);
    expect(
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined();
  });
});

describe('random variables', () => {
  const mean = (draw: () => number): number => {
    let sum = 0;
    for (let index = 0; index < 40_000; index += 1) sum += draw();
    return sum / 40_000;
  };

  it('repeat for the same key and differ for another', () => {
    const draws = (key: string) => Array.from({ length: 5 }, randomVariables(key).normal);
    expect(draws('one')).toEqual(draws('one'));
    expect(draws('one')).not.toEqual(draws('two'));
  });

  it('have the means and variances of their laws', () => {
    const random = randomVariables('moments');
    expectClose(mean(random.normal), 0, 0.02);
    expectClose(
      mean(() => random.normal() ** 2),
      1,
      0.03,
    );
    expectClose(mean(() => random.exponential(4)) * 4, 1, 0.02);
    expectClose(mean(() => random.gamma(0.3, 2)) / 0.15, 1, 0.04);
    expectClose(mean(() => random.gamma(7, 2)) / 3.5, 1, 0.01);
    expectClose(mean(() => (random.gamma(7, 2) - 3.5) ** 2) / 1.75, 1, 0.04);
    expectClose(mean(() => random.beta(0.8, 2.4)) / 0.25, 1, 0.02);
  });
});
