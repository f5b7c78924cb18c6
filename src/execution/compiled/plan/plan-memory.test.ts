import { PlanMemory } from './plan-memory';

/** Keeps things of the given sizes, by name, and answers which are kept still. */
function keeping(memory: PlanMemory, sizes: Readonly<Record<string, number>>) {
  const kept = new Map<string, object>();
  for (const [name, bytes] of Object.entries(sizes)) {
    const what = { name };
    kept.set(name, what);
    memory.keep(what, bytes, () => kept.delete(name));
  }
  return kept;
}

const namesOf = (kept: ReadonlyMap<string, object>): string => [...kept.keys()].join(' ');

describe('what is kept of operations', () => {
  it('goes in the order in which it came, when together it is too much', () => {
    expect(namesOf(keeping(new PlanMemory(100), { a: 40, b: 40, c: 20 }))).toBe('a b c');
    expect(namesOf(keeping(new PlanMemory(100), { a: 40, b: 40, c: 21 }))).toBe('b c');
    expect(namesOf(keeping(new PlanMemory(100), { a: 40, b: 40, c: 90 }))).toBe('c');
  });

  it('is not kept at all where it is too much alone', () => {
    expect(namesOf(keeping(new PlanMemory(100), { a: 40, b: 101 }))).toBe('');
  });

  it('may grow, and make others go', () => {
    const memory = new PlanMemory(100);
    const kept = keeping(memory, { a: 40, b: 40 });
    const b = kept.get('b') ?? {};
    memory.grow(b, 20);
    expect(namesOf(kept)).toBe('a b');
    memory.grow(b, 1);
    expect(namesOf(kept)).toBe('b');
    memory.grow(b, 40);
    expect(namesOf(kept)).toBe('');
  });

  it('makes room when it is forgotten, and then grows no more', () => {
    const memory = new PlanMemory(100);
    const kept = keeping(memory, { a: 90 });
    const a = kept.get('a') ?? {};
    memory.forget(a);
    memory.forget(a);
    memory.grow(a, 1_000);
    expect(namesOf(kept)).toBe('');
    expect(namesOf(keeping(memory, { c: 50, d: 50 }))).toBe('c d');
  });
});
