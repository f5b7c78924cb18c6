import { AsyncResource } from 'node:async_hooks';
import { call, callRegistry, customer, items, mutationDoor, openIntake } from '../../../test/helpers/intake-fixture';
import { createIsolation, installIsolation } from '../../isolation';
import type { IntakeItem, WebHookAdapter, WebHookRequest } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import { createDeliveries, type Deliveries, noMarks } from '..';

let database: TestDatabase;
let deliveries: Deliveries;
/** The adapter fails on requests that say so. */
const adapter: WebHookAdapter = {
  id: 'hook',
  title: 'Calls',
  repeats: 'correct',
  verify: () => undefined,
  *read({ body }): Iterable<IntakeItem> {
    const key = body.toString();
    if (key.startsWith('broken')) throw new Error('out of ink');
    yield { record: call(key, 'a'), position: { line: 1 } };
  },
};

beforeAll(async () => {
  database = await testDatabase();
  const owner = { id: 'call', version: '1.0.0' };
  const registry = { ...callRegistry, webHooks: new Map([['call/hook', { owner, value: adapter }]]) };
  installIsolation(registry, createIsolation());
  const ingest = await openIntake(database, registry);
  deliveries = createDeliveries({ database, registry, ingest, clock: ingest.clock, marks: noMarks });
  await ingest.take(items(customer('a')), mutationDoor);
});
afterAll(() => database.close());

const receive = async (key: string) => {
  const request: WebHookRequest = {
    ...{ method: 'POST', path: '', headers: {}, query: {} },
    ...{ body: Buffer.from(key), receivedAt: new Date('2026-04-01T12:00:00Z') },
  };
  const { kept } = await deliveries.receive('call/hook', request);
  return kept?.code ?? 'taken';
};

/** What runs in it is in no unit of work. */
const outside = new AsyncResource('outside');

describe('a delivery that is kept within a unit of work', () => {
  it('is not overtaken by those who come right after its end, though somebody has looked before it could be seen', async () => {
    expect(await receive('first')).toBe('taken');
    const told = await database.unitOfWork(async () => {
      const broken = await receive('broken');
      // A request of somebody else, who cannot see it yet.
      return [broken, await outside.runInAsyncScope(() => receive('besides'))];
    });
    expect(told).toEqual(['PLUGIN_FAILED', 'taken']);
    expect(await receive('after')).toBe('PLUGIN_UNAVAILABLE');
  });
});
