import type { CompiledPlan } from '../plan/compiled-plan';
import { PreparedNames } from './prepared-names';

const plan = (name: string, characters = 10): CompiledPlan => ({
  ...{ name, text: 'x'.repeat(characters), parameters: [], holes: [] },
});
const noon = new Date('2026-11-21T12:00:00Z');
const later = new Date('2026-11-21T13:00:00Z');

function namesOf(names: PreparedNames, each: CompiledPlan, times: number, now = noon): readonly (string | null)[] {
  return Array.from({ length: times }, () => names.nameOf(each, now));
}

describe('the names of prepared plans', () => {
  it('go to plans that return', () => {
    expect(namesOf(new PreparedNames(), plan('a'), 4)).toEqual([null, null, 'a', 'a']);
  });

  it('are given no more when connections would remember too much, and what has one keeps it', () => {
    const names = new PreparedNames();
    namesOf(names, plan('a', 1_000_000), 3);
    expect(namesOf(names, plan('b', 1_000_000), 5)).toEqual([null, null, null, null, null]);
    expect(namesOf(names, plan('c', 10), 3)).toEqual([null, null, 'c']);
    expect(namesOf(names, plan('a', 1_000_000), 1)).toEqual(['a']);
  });

  it('are given anew after the time that a connection lives', () => {
    const names = new PreparedNames();
    namesOf(names, plan('a', 1_400_000), 3);
    expect(namesOf(names, plan('b', 1_400_000), 3, later)).toEqual([null, null, 'b']);
  });
});
