import fc from 'fast-check';
import { batchOf } from '../../test/helpers/batch-of';
import { eventOf, say, scoringRegistry, testModel } from '../../test/helpers/scoring-fixture';
import { type Contribution, contributionsByRow, eventColumns } from '../sdk';
import { scoreEvent, scoreEvents } from './score-event';

const types = ['rep.visit_held', 'web.page_view', 'email.opened', 'email.sent', 'gone.type'];
const events = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      amount: fc.constantFrom(-1, 0, 0.5, 1, 99),
      brand: fc.constantFrom('ALPHA', 'GAMMA'),
      count: fc.constantFrom(1, 3),
    }),
    { maxLength: 30 },
  )
  .map((list) => list.map((event, index) => eventOf({ ...event, id: `e${index}`, customerId: 1, at: index })));

const alone = scoringRegistry();
const one = (input: Parameters<typeof scoreEvent>[2]) => scoreEvent(alone, testModel, input);

describe('scoring many events at once', () => {
  it('says what is said of each event alone, however the events are cut into batches', async () => {
    const batching = scoringRegistry(say, batchOf(say));
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 31 }), async (inputs, size) => {
        const starts = Array.from({ length: Math.ceil(inputs.length / size) }, (_, batch) => batch * size);
        const batches = starts.map((start) => scoreEvents(batching, testModel, inputs.slice(start, start + size)));
        expect((await Promise.all(batches)).flat()).toEqual(inputs.map(one));
        expect(await scoreEvents(alone, testModel, inputs)).toEqual(inputs.map(one));
      }),
    );
  });

  it('asks the hook for each event where the batch fails', async () => {
    const failing = scoringRegistry(say, () => {
      throw new Error('no such column');
    });
    const inputs = types.map((type, index) => eventOf({ id: `e${index}`, type, customerId: 1, at: index }));
    expect(await scoreEvents(failing, testModel, inputs)).toEqual(inputs.map(one));
  });

  it('gives several contributions of one event in their order', () => {
    const talk: Contribution = { signal: 'rep.visit_held', amount: 1, path: 'minutes', minutes: 15 };
    const columns = {
      row: [1, 1],
      signal: [talk.signal, 'x'],
      amount: [1, 2],
      path: ['minutes', undefined],
      minutes: [15, undefined],
    };
    expect(contributionsByRow(columns, 3)).toEqual([[], [talk, { signal: 'x', amount: 2 }], []]);
    expect(() => contributionsByRow({ row: [2, 1], signal: ['a', 'b'], amount: [1, 1] }, 3)).toThrow(
      'row 1 is out of place',
    );
    expect(() => contributionsByRow({ row: [3], signal: ['a'], amount: [1] }, 3)).toThrow('row 3 is out of place');
  });

  it('keeps each text of a column once', () => {
    const { brand, type } = eventColumns(
      [...'aba'].map((id) => ({ ...eventOf({ id, type: id, customerId: 1, at: 0 }).event })),
    );
    expect([...type.codes]).toEqual([0, 1, 0]);
    expect(type.values).toEqual(['a', 'b']);
    expect([...brand.codes]).toEqual([-1, -1, -1]);
  });
});
