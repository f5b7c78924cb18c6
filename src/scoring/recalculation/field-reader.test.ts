import { FieldReader } from './field-reader';

describe('reading fields', () => {
  it('reads texts, integers and several fields as one, and knows the end', () => {
    const reader = new FieldReader('a b c -12 0', ' ');
    expect([reader.next(), reader.next(2), reader.integer()]).toEqual(['a', 'b c', -12]);
    expect(reader.isAtEnd).toBe(false);
    expect(reader.integer()).toBe(0);
    expect(reader.isAtEnd).toBe(true);
  });

  it('reads no integer where there is none, or none that a number holds exactly', () => {
    const reader = new FieldReader('1e5 9007199254740991 9007199254740993 x', ' ');
    expect([reader.integer(), reader.integer(), reader.integer(), reader.integer()]).toEqual([
      Number.NaN,
      9_007_199_254_740_991,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('tells whether a field or the rest of a line is a text, not merely begins with it', () => {
    const reader = new FieldReader('minutes rep.visit\n- web', ' ');
    expect([reader.has('min'), reader.has('minutes')]).toEqual([false, true]);
    expect([reader.endsLine('rep'), reader.endsLine('rep.visit')]).toEqual([false, true]);
    expect([reader.has('-'), reader.endsLine('web'), reader.isAtEnd]).toEqual([true, true, true]);
  });
});
