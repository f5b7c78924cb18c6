import { storableJson, storableText, unstorablePath } from './storable-text';

const path = (value: unknown) => unstorablePath(value, JSON.stringify(value));

describe('text the database cannot hold', () => {
  it('is found with its path', () => {
    expect(path({ details: { topic: 'a\u0000b' } })).toBe('details.topic');
    expect(path({ names: ['fine', '\ud83d'] })).toBe('names.1');
    expect(path({ details: { 'a\u0000': 1 } })).toBe('details');
  });

  it('is not confused with whole pairs or with text that merely looks like an escape', () => {
    expect(path({ a: '😀', b: '\\u0000', c: '\\ud83d' })).toBeNull();
  });

  it('is kept with the bad characters replaced', () => {
    expect(storableText('a\u0000b\udc00')).toBe('a\ufffdb\ufffd');
    expect(storableJson({ 'k\u0000': ['v\ud800'] }, 100)).toBe('{"k\ufffd":["v\ufffd"]}');
  });

  it('is dropped when it is no JSON, or too long to keep', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(storableJson(circle, 100)).toBeNull();
    expect(storableJson({ big: 1n }, 100)).toBeNull();
    expect(storableJson({ long: 'x'.repeat(200) }, 100)).toBeNull();
    expect(storableJson(undefined, 100)).toBeNull();
  });
});
