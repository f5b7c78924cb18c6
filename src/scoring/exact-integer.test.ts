import { assert, bigInt, integer, property } from 'fast-check';
import { exactInteger, plus } from './exact-integer';

describe('integers that are exact at any size', () => {
  const edge = BigInt(Number.MAX_SAFE_INTEGER);
  const whole = bigInt({ min: -(2n ** 70n), max: 2n ** 70n });

  it('has one form for each integer, whether it comes as text, number or bigint', () => {
    assert(
      property(whole, (value) => {
        const known = exactInteger(value);
        expect(exactInteger(String(value))).toBe(known);
        expect(String(known)).toBe(String(value));
        expect(typeof known).toBe(value <= edge && value >= -edge ? 'number' : 'bigint');
      }),
    );
  });

  it('adds without rounding, around the largest number that holds every integer and far beyond', () => {
    const near = bigInt({ min: -3n * edge, max: 3n * edge });
    // Every integer that a number holds, such as scaled amounts beyond 2^53.
    const held = integer({ min: -1_000, max: 1_000 }).chain((small) =>
      integer({ min: 0, max: 60 }).map((exponent) => small * 2 ** exponent),
    );
    assert(
      property(near, held, (sum, more) => expect(plus(exactInteger(sum), more)).toBe(exactInteger(sum + BigInt(more)))),
    );
    expect(plus(exactInteger(edge), 1)).toBe(edge + 1n);
    expect(plus(exactInteger(edge + 2n), -2)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
