import { canonicalJson, deterministicId, digest, isUuid } from './canonical';

describe('canonical JSON', () => {
  it('is equal for equal content in any order of keys', () => {
    const one = { b: [1, { y: 2, x: null }], a: 'text' };
    const other = { a: 'text', c: undefined, b: [1, { x: null, y: 2 }] };
    expect(canonicalJson(one)).toBe('{"a":"text","b":[1,{"x":null,"y":2}]}');
    expect(digest(canonicalJson(other))).toBe(digest(canonicalJson(one)));
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
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
