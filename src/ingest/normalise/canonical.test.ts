import { deterministicId, inKeyOrder, isUuid } from './canonical';

describe('key order', () => {
  const text = (value: unknown) => JSON.stringify(inKeyOrder(value));

  it('gives equal text for equal content in any order of keys', () => {
    const one = { b: [1, { y: 2, x: null }, []], a: 'text' };
    const other = { a: 'text', c: undefined, b: [1, { x: null, y: 2 }, []] };
    expect(text(one)).toBe('{"a":"text","b":[1,{"x":null,"y":2},[]]}');
    expect(text(other)).toBe(text(one));
  });

  it('keeps the order of lists', () => {
    expect(text([2, 1])).toBe('[2,1]');
  });

  it('leaves a key named __proto__ a key', () => {
    expect(text(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}');
  });
});

describe('a deterministic id', () => {
  it('is a uuid that depends on every part', () => {
    const id = deterministicId('interaction', 'calls', 'a', 1);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isUuid(id)).toBe(true);
    expect(deterministicId('interaction', 'calls', 'a', 1)).toBe(id);
    expect(deterministicId('interaction', 'calls', 'a', 2)).not.toBe(id);
    expect(deterministicId('interaction', 'call', 'sa', 1)).not.toBe(id);
  });
});
