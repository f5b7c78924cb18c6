import { RecentMap } from './recent-map';

describe('a map of which a few entries are asked for again and again', () => {
  it('answers what was set last, however often it was asked for before', () => {
    const map = new RecentMap<number>({ entries: 10, weight: 100 });
    for (const value of [1, 2]) {
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) map.set(key, value, 1);
      for (const key of ['a', 'a', 'f', 'b', 'e', 'c', 'd', 'a']) expect(map.get(key)).toBe(value);
    }
    expect(map.get('g')).toBeUndefined();
  });

  it('forgets all when it is full, those asked for last among them', () => {
    const map = new RecentMap<number>({ entries: 2, weight: 100 });
    map.set('a', 1, 1);
    map.set('b', 1, 1);
    expect([map.get('a'), map.get('b')]).toEqual([1, 1]);
    map.set('c', 1, 1);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, undefined, 1]);
  });

  it('forgets all before it grows too heavy, counting each entry once', () => {
    const map = new RecentMap<number>({ entries: 10, weight: 5 });
    for (const value of [1, 2, 3]) map.set('a', value, 3);
    map.set('b', 1, 2);
    expect([map.get('a'), map.get('b')]).toEqual([3, 1]);
    map.set('c', 1, 1);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, undefined, 1]);
  });
});
