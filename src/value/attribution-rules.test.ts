import { expectClose, vectorModel } from '../../test/helpers/value-vectors';
import { engagement } from './engagement';
import { saturate } from './saturation';

/** The rule we use, one channel, beside the two we do not: they are defined here only to show why. */
function secant(signals: readonly number[], kappa: number): readonly number[] {
  const total = signals.reduce((sum, signal) => sum + signal, 0);
  return signals.map((signal) => (100 * signal) / (Math.abs(total) + kappa));
}

function leaveOneOut(signals: readonly number[], kappa: number): readonly number[] {
  const total = signals.reduce((sum, signal) => sum + signal, 0);
  return signals.map((signal) => 100 * (saturate(total, kappa) - saturate(total - signal, kappa)));
}

/** Shapley value over signals by all subsets: 2^n evaluations, which is one reason not to use it. */
function shapley(signals: readonly number[], kappa: number): readonly number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  const sumOf = (subset: number) => signals.reduce((sum, signal, i) => sum + ((subset >> i) & 1) * signal, 0);
  const sizeOf = (subset: number) => signals.reduce((size, _, i) => size + ((subset >> i) & 1), 0);
  return signals.map((signal, index) => {
    let value = 0;
    for (let subset = 0; subset < 2 ** signals.length; subset += 1) {
      if (((subset >> index) & 1) === 1) continue;
      const size = sizeOf(subset);
      const weight = (factorial(size) * factorial(signals.length - size - 1)) / factorial(signals.length);
      value += weight * 100 * (saturate(sumOf(subset) + signal, kappa) - saturate(sumOf(subset), kappa));
    }
    return value;
  });
}

function expectAll(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expectClose(actual[index], value);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('attribution rules on the same signals', () => {
  it('A-9: only the secant rule and Shapley add up to the whole', () => {
    const signals = [30, 20, 10];
    expectAll(secant(signals, 40), [30, 20, 10]);
    expectAll(shapley(signals, 40), [28.703704, 20.37037, 10.925926]);
    expectAll(leaveOneOut(signals, 40), [17.142857, 10, 4.444444]);
    expectClose(sum(secant(signals, 40)), 60);
    expectClose(sum(shapley(signals, 40)), 60);
    expectClose(sum(leaveOneOut(signals, 40)), 31.587302);
  });

  it('A-10: a negative signal takes its share', () => {
    const signals = [24, 16, -8];
    expectAll(secant(signals, 20), [46.153846, 30.769231, -15.384615]);
    expectAll(shapley(signals, 20), [45.043845, 32.056832, -15.562216]);
    expectAll(leaveOneOut(signals, 20), [32.967033, 17.094017, -5.128205]);
    expectClose(sum(secant(signals, 20)), 61.538462);
    expectClose(sum(leaveOneOut(signals, 20)), 44.932845);
  });

  it('A-9, A-10: the engagement tree shares a channel by the secant rule', () => {
    for (const [signals, kappa] of [
      [[30, 20, 10], 40],
      [[24, 16, -8], 20],
    ] as const) {
      const named = Object.fromEntries(signals.map((_, index) => [`s${index}`, { w: 1, events: [] }]));
      const model = vectorModel({ x: { v: 1, k: kappa, signals: named } }, 0.5);
      const result = engagement(new Map(signals.map((value, index) => [`s${index}`, value])), model);
      const scale = result.value / (100 * result.depth);
      expectAll(
        result.signals.map(({ value }) => value / scale),
        secant(signals, kappa),
      );
    }
  });
});
