import { dayMs, epochPosition, pow2Fraction, q30Of } from './epoch';

describe('time in half-lives', () => {
  it('A-8: gives the published bucket integers exactly', () => {
    const vectors = [
      { a: 1, t: 1728043200000, h: 30, epoch: 666, q30: 1724263759n },
      { a: 2.5, t: 1763436345678, h: 90, epoch: 226, q30: 4607361132n },
      { a: -15, t: 1795132800001, h: 180, epoch: 115, q30: -21665318180n },
    ];
    for (const { a, t, h, epoch, q30 } of vectors) expect(q30Of(a, t, h)).toEqual({ epoch, q30 });
  });

  it('stays within 1.7e-10 of the power function', () => {
    for (let step = 0; step < 1000; step += 1) {
      const fraction = step / 1000;
      expect(Math.abs(pow2Fraction(fraction) / 2 ** fraction - 1)).toBeLessThan(1.7e-10);
    }
  });

  it('counts epochs before 1970 downwards', () => {
    expect(epochPosition(-1, 30)).toEqual({ epoch: -1, fraction: 1 - 1 / (30 * dayMs) });
  });

  it('takes nothing as nothing', () => {
    expect(q30Of(0, 0, 30)).toEqual({ epoch: 0, q30: 0n });
  });
});
