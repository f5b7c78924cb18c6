import fc from 'fast-check';
import { expectClose } from '../../test/helpers/value-vectors';
import { entropyOf, filterStages, orderedLogitTransition, type Period, smoothStages } from './posterior';

describe('the posterior of stages', () => {
  it('D-4: filters and smooths the umbrella world as published', () => {
    const transition = [
      [0.7, 0.3],
      [0.3, 0.7],
    ];
    const periods = [1, 1, 0, 1, 1].map(
      (umbrella): Period => ({ transition, likelihood: umbrella === 1 ? [0.9, 0.2] : [0.1, 0.8] }),
    );
    const { posterior } = filterStages([0.5, 0.5], periods);
    const filtered = [0.818182, 0.883357, 0.190668, 0.730794, 0.867339];
    for (const [index, expected] of filtered.entries()) expectClose(posterior[index]?.[0], expected);
    const smoothed = smoothStages([0.5, 0.5], periods);
    const published = [0.646936, 0.867339, 0.820419, 0.307484, 0.820419, 0.867339];
    for (const [index, expected] of published.entries()) expectClose(smoothed[index]?.[0], expected);
  });

  it('D-5: follows contacts by an ordered logit', () => {
    const rows = [
      { thresholds: [1, 3], effects: [1] },
      { thresholds: [-2, 1.5], effects: [1] },
      { thresholds: [-4, -2], effects: [1] },
    ];
    const answers = [0.05, 0.3, 0.7];
    const [acts, seen] = [
      [1, 0, 1],
      [1, 0, 1],
    ];
    const periods = acts.map(
      (act, index): Period => ({
        transition: orderedLogitTransition(rows, [act]),
        likelihood: answers.map((chance) => (seen[index] === 1 ? chance : 1 - chance)),
      }),
    );
    const { posterior, logLikelihood } = filterStages([1, 0, 0], periods);
    const expected = [
      [0.112268, 0.513017, 0.374715],
      [0.251753, 0.520846, 0.227401],
      [0.017312, 0.276338, 0.70635],
    ];
    for (const [time, row] of expected.entries())
      for (const [state, chance] of row.entries()) expectClose(posterior[time]?.[state], chance);
    expectClose(logLikelihood, -2.893953);
  });

  it('stays a distribution, and a period without sight moves it by the transition alone', () => {
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(chance, chance, chance, (stay, leave, first) => {
        const transition = [
          [stay, 1 - stay],
          [leave, 1 - leave],
        ];
        const { posterior, logLikelihood } = filterStages([first, 1 - first], [{ transition, likelihood: null }]);
        expect(posterior[0]?.[0]).toBeCloseTo(first * stay + (1 - first) * leave, 12);
        expect((posterior[0]?.[0] ?? 0) + (posterior[0]?.[1] ?? 0)).toBeCloseTo(1, 12);
        expect(logLikelihood).toBeCloseTo(0, 12);
      }),
    );
    expect(entropyOf([1, 0])).toBe(0);
    expect(entropyOf([0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
    expect(() =>
      filterStages(
        [1, 0],
        [
          {
            transition: [
              [1, 0],
              [0, 1],
            ],
            likelihood: [0, 1],
          },
        ],
      ),
    ).toThrow(RangeError);
  });
});
