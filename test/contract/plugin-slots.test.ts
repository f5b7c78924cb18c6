import { protections } from '../../src/isolation';
import { defaultPolicies, slotKinds } from '../../src/isolation/slot-policy';
import { PluginSlotKindEnum } from '../../src/kernel/slot-info';
import { type Contributions, type FieldSource, z } from '../../src/sdk';

const nobody = (): never => {
  throw new Error('Nobody calls it.');
};
const filter = { sql: nobody, value: nobody };
const field = (source: FieldSource) => ({ on: 'Customer', name: 'all', description: 'All.', type: nobody, source });
class All {}

/** A plugin that fills every slot there is: one more in the contract, and this does not compile. `resolvers` is refused to plugins. */
const everything: Required<Omit<Contributions, 'resolvers'>> = {
  channels: [{ id: 'all', title: 'All', depth: 0.1, kappa: 10 }],
  interactions: [
    {
      ...{ id: 'all.one', title: 'One', channel: 'all', direction: 'in', graphql: All },
      ...{ details: z.strictObject({ word: z.string() }), samples: [{ word: 'one' }] },
    },
  ],
  types: [All],
  fields: [
    field({ kind: 'batch', load: nobody, finished: nobody }),
    field({ kind: 'lookup', type: 'All', by: filter }),
    field({
      ...{ kind: 'connection', type: 'All', filters: { one: filter } },
      orderings: { FIRST: { terms: [{ sql: 't.id', type: 'bigint', direction: 'asc' }], join: nobody } },
    }),
  ],
  signals: [],
  costs: [],
  score: nobody,
  scoreBatch: nobody,
  adoption: [],
  webHooks: [{ id: 'all', title: 'All', repeats: 'correct', verify: nobody, read: nobody }],
  importers: [{ id: 'all.file', title: 'All', format: 'any', repeats: 'correct', read: nobody }],
  measures: [],
  jobs: [{ id: 'all.job', title: 'All', run: nobody }],
  storage: { migrations: [], subjectData: { export: nobody, erase: nobody } },
};

/** Names that a plugin chooses are no part of a place. */
const chosen = new Set(['filters', 'orderings']);

function functionsOf(value: unknown, place: string): readonly string[] {
  if (value === All) return [];
  if (typeof value === 'function' || value instanceof z.ZodType) return [place];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => functionsOf(item, place));
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, member]) => {
    const below = place === '' ? key : `${place}.${key}`;
    const members = chosen.has(key) ? Object.values(member as object) : [member];
    return members.flatMap((each) => functionsOf(each, below));
  });
}

describe('every function that a plugin hands over', () => {
  it('has a line that says what stands before it, and no line is left over', () => {
    expect([...new Set(functionsOf(everything, ''))].sort()).toEqual(Object.keys(protections).sort());
  });

  it('has a slot with limits, which is one of those that `plugins` shows', () => {
    const used = new Set(Object.values(protections).map(({ slot }) => slot));
    expect([...used].filter((slot) => slot !== 'start').sort()).toEqual([...slotKinds].sort());
    for (const kind of slotKinds) {
      expect(defaultPolicies[kind].timeLimit).toBeGreaterThan(0);
      expect(defaultPolicies[kind].concurrency).toBeGreaterThan(0);
    }
    expect(Object.values(PluginSlotKindEnum).sort()).toEqual([...slotKinds].sort());
  });
});
