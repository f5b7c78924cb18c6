import { FieldReader } from './field-reader';
import { TextCodes } from './text-codes';

describe('reading fields', () => {
  it('reads texts and integers, and knows the end', () => {
    const reader = new FieldReader('a bc -12 0', ' ');
    expect([reader.next(), reader.next(), reader.integer()]).toEqual(['a', 'bc', -12]);
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

  it('stays within the part it is given, and is not at its end when there were fewer or more fields', () => {
    const reader = new FieldReader('1 2\n3 4\n5 6', ' ');
    const second = (fields: number) => {
      reader.read(4, 7);
      return Array.from({ length: fields }, () => reader.next());
    };
    expect([second(2), reader.isAtEnd]).toEqual([['3', '4'], true]);
    expect([second(1), reader.isAtEnd]).toEqual([['3'], false]);
    second(3);
    expect(reader.isAtEnd).toBe(false);
  });

  it('tells whether a field or the rest is a text, not merely begins with it', () => {
    const reader = new FieldReader('minutes rep.visit\n- web', ' ');
    reader.read(0, 17);
    expect([reader.has('min'), reader.has('minutes')]).toEqual([false, true]);
    expect([reader.ends('rep'), reader.ends('rep.visit\n-'), reader.ends('rep.visit')]).toEqual([false, false, true]);
    reader.read(18, 23);
    expect([reader.has('-'), reader.ends('web'), reader.isAtEnd]).toEqual([true, true, true]);
  });

  it('gives several fields together one code, whether or not their characters add up alike', () => {
    const codes = new TextCodes();
    const reader = new FieldReader('Aa b BB b Aa b', ' ');
    const read = Array.from({ length: 3 }, () => reader.code(2, codes));
    expect([read, codes.texts, reader.isAtEnd]).toEqual([[0, 1, 0], ['Aa b', 'BB b'], true]);
  });
});
