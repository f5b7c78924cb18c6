import fc from 'fast-check';
import { createKernel, loadPlugins } from '../../src/kernel';
import { contributionsByRow, type Direction, eventColumns, type InteractionEvent } from '../../src/sdk';
import { projectRoot } from '../architecture/source-files';

const context = { modelVersion: 'test', params: {} };

async function channels() {
  const uses = ['rep', 'email', 'web', 'conference'].map((id) => ({ use: `rapport-plugin-${id}` }));
  const places = { workingDirectory: projectRoot, platformDirectory: projectRoot };
  const { plugins, faults } = await loadPlugins(uses, places);
  return createKernel({ platformVersion: '0.1.0', coreModules: [], plugins, loadFaults: faults }).registry;
}

const values = fc.oneof(fc.double(), fc.constantFrom(null, undefined, '', 'label', 'study', true, 0, 0.5, 1, 45));
const discussed = fc.record({
  code: fc.constantFrom('ALPHA', 'BETA', 'GAMMA', 7),
  reaction: fc.constantFrom(undefined, 'recommended', 'disagreed', 'toString'),
});
const details = fc
  .tuple(
    fc.dictionary(fc.constantFrom('share', 'kind', 'minutes', 'hours', 'quantity'), values),
    fc.option(fc.array(discussed, { maxLength: 4 }), { nil: undefined }),
  )
  .map(([given, brands]) => (brands === undefined ? given : { ...given, brands }));

describe('channels that score batches', () => {
  it('say of every event what they say of it alone, however the events are cut into batches', async () => {
    const registry = await channels();
    const types = [...registry.interactionTypes.keys(), 'email.unknown', 'web.unknown', 'toString'];
    const event: fc.Arbitrary<InteractionEvent> = fc
      .record({
        type: fc.constantFrom(...types),
        brand: fc.constantFrom(undefined, 'ALPHA', 'BETA'),
        direction: fc.constantFrom<Direction>('in', 'out', 'mutual'),
        count: fc.integer({ min: 1, max: 9 }),
        details,
      })
      .map(({ brand, ...rest }) => {
        const base = { id: 'e', source: 's', sourceKey: 'k', channel: 'x', ...rest };
        return brand === undefined ? base : { ...base, brand };
      });
    expect([...registry.batchHooks.keys()]).toEqual(expect.arrayContaining(['rep', 'email', 'web', 'conference']));
    for (const [plugin, { value: batch }] of registry.batchHooks) {
      const score = registry.hooks.get(plugin)?.value ?? (() => []);
      fc.assert(
        fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 1, max: 41 }), (events, size) => {
          const starts = Array.from({ length: Math.ceil(events.length / size) }, (_, place) => place * size);
          const together = starts.flatMap((start) => {
            const some = events.slice(start, start + size);
            return contributionsByRow(batch(eventColumns(some), context), some.length);
          });
          expect(together).toEqual(events.map((each) => score(each, context)));
        }),
      );
    }
  });
});
