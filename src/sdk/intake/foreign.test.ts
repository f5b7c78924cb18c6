import { asNumber, asObject, asText, parseJson, present } from './foreign';

describe('reading foreign values', () => {
  it('takes texts trimmed, without NUL, cut to length, and nothing else', () => {
    expect(asText('  a\u0000b ')).toBe('ab');
    expect(asText('abcdef', 3)).toBe('abc');
    expect(asText(42)).toBe('42');
    expect([asText('  '), asText(null), asText({}), asText(true)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes no JSON that nests so deep that walking it overflows the stack', () => {
    const nested = (levels: number) => parseJson(`${'{"a":'.repeat(levels)}[]${'}'.repeat(levels)}`);
    expect(nested(99)).toEqual({ a: expect.anything() });
    expect(nested(100)).toBeUndefined();
    expect(parseJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined();
  });

  it('takes finite numbers, also as texts', () => {
    expect([asNumber(1.5), asNumber('1.5')]).toEqual([1.5, 1.5]);
    expect([asNumber(''), asNumber('x'), asNumber(Number.NaN), asNumber(null)]).toEqual(Array(4).fill(undefined));
  });

  it('answers an empty object for lists and scalars', () => {
    expect([asObject([1]), asObject('x'), asObject(null)]).toEqual([{}, {}, {}]);
  });

  it('answers undefined for text that is no JSON', () => {
    expect(parseJson('{')).toBeUndefined();
  });

  it('drops undefined keys only', () => {
    expect(present({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
  });
});
