import { RecentMap } from './recent-map';

describe('a map of which a few entries are asked for again and again', () => {
  it('answers what was set last, however often it was asked for before', () => {
    const map = new RecentMap<number>(10);
    for (const value of [1, 2]) {
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) map.set(key, value);
      for (const key of ['a', 'a', 'f', 'b', 'e', 'c', 'd', 'a']) expect(map.get(key)).toBe(value);
    }
    expect(map.get('g')).toBeUndefined();
  });

  it('forgets all when it is full, those asked for last among them', () => {
    const map = new RecentMap<number>(2);
    map.set('a', 1);
    map.set('b', 1);
    expect([map.get('a'), map.get('b')]).toEqual([1, 1]);
    map.set('c', 1);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, undefined, 1]);
  });
});
