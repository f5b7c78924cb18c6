import fc from 'fast-check';
import { propertySeed } from './property-runs';

const anything = fc.property(fc.integer(), Number.isInteger);

describe('the seed of properties', () => {
  it('is the same in every run, where none is given', () => {
    expect(propertySeed('')).toEqual(expect.any(Number));
    expect(propertySeed('')).toBe(propertySeed(''));
  });

  it.each(['0', '7', '-1203', '2147483647'])('is the one given: %s', (given) => {
    expect(propertySeed(given)).toBe(Number(given));
  });

  it('is left to each property where it is to be random', () => {
    expect(propertySeed('random')).toBeUndefined();
  });

  it.each(['today', ' ', '1.5', '2147483648', 'NaN'])('is refused where it is no seed: "%s"', (given) => {
    expect(() => propertySeed(given)).toThrow(`RAPPORT_TEST_SEED is "${given}".`);
  });

  it('is what every property of a test file runs from', () => {
    expect(fc.readConfigureGlobal().seed).toBe(propertySeed());
    expect(fc.check(anything).seed).toEqual(propertySeed() ?? expect.any(Number));
  });

  it('gives way to a seed that a property states itself', () => {
    expect(fc.check(anything, { seed: 11 }).seed).toBe(11);
  });

  it('is kept where the library is loaded anew', () => {
    jest.isolateModules(() => {
      expect(require('fast-check').readConfigureGlobal().seed).toBe(propertySeed());
    });
  });
});
