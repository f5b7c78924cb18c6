import fc from 'fast-check';
import { kendallTauB } from './kendall';

/** The definition, pair by pair. */
function byPairs(first: readonly number[], second: readonly number[]): number | null {
  let [score, inFirst, inSecond] = [0, 0, 0];
  for (let i = 0; i < first.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [x, y] = [Math.sign((first[i] ?? 0) - (first[j] ?? 0)), Math.sign((second[i] ?? 0) - (second[j] ?? 0))];
      score += x * y;
      inFirst += x * x;
      inSecond += y * y;
    }
  }
  return inFirst * inSecond === 0 ? null : score / Math.sqrt(inFirst * inSecond);
}

describe('the rank correlation', () => {
  it('is 1 for the same order, -1 for the reverse, and nothing where all are tied', () => {
    const tau = (a: readonly number[], b: readonly number[]) => kendallTauB(Float64Array.from(a), Float64Array.from(b));
    expect(tau([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(tau([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    expect(tau([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(tau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
  });

  it('is what counting all pairs gives, with ties', () => {
    const rankings = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rankings, (pairs) => {
        const [first, second] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const [fast, slow] = [kendallTauB(Float64Array.from(first), Float64Array.from(second)), byPairs(first, second)];
        if (slow === null) expect(fast).toBeNull();
        else expect(fast).toBeCloseTo(slow, 12);
      }),
    );
  });
});
