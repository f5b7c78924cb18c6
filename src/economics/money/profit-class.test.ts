import { classify, defaultConclusions, type ProfitClass } from './profit-class';

const expected = (mean: number, low: number, high: number, level = 0.8) => ({
  mean,
  interval: { low, high, level, method: 'given' },
});
const realised = (netMinor: number, allocatedShare = 0) => ({ netMinor, allocatedShare });

describe('the class of a customer', () => {
  it.each<[ProfitClass, number, ReturnType<typeof expected> | undefined]>([
    ['loss', -1, expected(-5, -9, -1)],
    ['unclear', -1, expected(-5, -9, 0)],
    ['unclear', -1, expected(0, -9, 9)],
    ['investment', -1, expected(5, -9, 20)],
    ['at risk', 0, expected(-5, -9, 9)],
    ['profit', 0, expected(0, -9, 9)],
    ['profit', 7, expected(5, 1, 9)],
    ['unclear', 7, undefined],
  ])('is %s for %d realised', (profitClass, netMinor, expectation) => {
    const result = classify(realised(netMinor), expectation);
    expect(result.class).toBe(profitClass);
    expect(result.conclusion).toBe(defaultConclusions[profitClass]);
  });

  it('is not stated when more than half of the money is spread by a key', () => {
    expect(classify(realised(-1, 0.51), expected(-5, -9, -1)).class).toBe('unclear');
    expect(classify(realised(-1, 0.5), expected(-5, -9, -1)).class).toBe('loss');
  });

  it('asks for an interval of at least 80 %', () => {
    expect(() => classify(realised(-1), expected(-5, -9, -1, 0.5))).toThrow(RangeError);
  });
});
