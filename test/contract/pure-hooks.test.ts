import fc from 'fast-check';
import { createKernel, loadPlugins } from '../../src/kernel';
import type { Direction, InteractionEvent } from '../../src/sdk';
import { projectRoot } from '../architecture/source-files';

const context = { modelVersion: 'test', params: {} };
const ids = ['rep', 'email', 'web', 'conference', 'us-open-data'];

async function channels() {
  const uses = ids.map((id) => ({ use: `rapport-plugin-${id}` }));
  const places = { workingDirectory: projectRoot, platformDirectory: projectRoot };
  const { plugins, faults } = await loadPlugins(uses, places);
  return createKernel({ platformVersion: '0.1.0', coreModules: [], plugins, loadFaults: faults }).registry;
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

afterEach(() => jest.useRealTimers());

describe('law 8: hooks of channels', () => {
  it('say the same of every event when asked twice, in two orders, with a moved clock and other chances', async () => {
    const { hooks, interactionTypes } = await channels();
    const samples = [...interactionTypes.values()].flatMap(({ value }) =>
      value.samples.map((details) => ({ type: value.id, details: details as InteractionEvent['details'] })),
    );
    const value = fc.oneof(fc.double(), fc.constantFrom(null, true, '', 'label', 0, 1, 45), fc.array(fc.string()));
    const change = fc.dictionary(fc.constantFrom('minutes', 'hours', 'share', 'kind', 'brands', 'quantity'), value);
    const event: fc.Arbitrary<InteractionEvent> = fc
      .record({
        sample: fc.constantFrom(...samples),
        change,
        direction: fc.constantFrom<Direction>('in', 'out', 'mutual'),
        count: fc.integer({ min: 1, max: 9 }),
        brand: fc.constantFrom('ALPHA', 'BETA'),
      })
      .map(({ sample, change: changes, ...rest }, index = 0) => {
        const keys = { id: `e${index}`, source: 's', sourceKey: 'k', channel: 'x' };
        return freeze({ ...keys, ...rest, type: sample.type, details: { ...sample.details, ...changes } });
      });
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    expect([...hooks.keys()]).toEqual(expect.arrayContaining(['rep', 'email', 'web', 'conference']));
    for (const { value: score } of hooks.values()) {
      fc.assert(
        fc.property(fc.array(event, { maxLength: 20 }), (events) => {
          const first = events.map((each) => score(each, context));
          jest.setSystemTime(Date.now() + 400 * 86_400_000);
          const chance = jest.spyOn(Math, 'random').mockReturnValue(0.5);
          const second = events.toReversed().map((each) => score(each, context));
          chance.mockRestore();
          expect(second.toReversed()).toEqual(first);
        }),
      );
    }
  });
});
