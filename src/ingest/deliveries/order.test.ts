import {
  call,
  callRegistry,
  customer,
  items,
  mutationDoor,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../../test/helpers/intake-fixture';
import { createIsolation, installIsolation } from '../../isolation';
import type { Registry } from '../../kernel/registry';
import type { IntakeRecord, ScoringHook, WebHookAdapter, WebHookRequest } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import { noMarks } from '../erasure-marks';
import { createDeliveries, type Deliveries } from './deliveries';

let database: TestDatabase;
let ingest: TestIntake;
let deliveries: Deliveries;
let minute: number;
/** Adapters and hooks that fail at the moment. */
const failing = new Set<string>();
const owner = { id: 'call', version: '1.0.0' };

const adapter = (id: string): WebHookAdapter => ({
  ...{ id, title: id, repeats: 'correct' },
  verify: () => undefined,
  read: ({ body }) => {
    if (failing.has(id)) throw new Error('out of ink');
    return (JSON.parse(body.toString()) as IntakeRecord[]).map((record, line) => ({ record, position: { line } }));
  },
});
const score: ScoringHook = (event, context) => {
  if (failing.has('hook')) throw new Error('out of ink');
  return callRegistry.hooks.get('call')?.value(event, context) ?? [];
};

beforeEach(async () => {
  database = await testDatabase();
  failing.clear();
  minute = 0;
  const registry: Registry = {
    ...callRegistry,
    webHooks: new Map(['one', 'two'].map((id) => [`call/${id}`, { owner, value: adapter(id) }])),
    hooks: new Map([['call', { owner, value: score }]]),
  };
  installIsolation(registry, createIsolation({ breaker: { failures: 1_000 } }));
  ingest = await openIntake(database, registry);
  deliveries = createDeliveries({ database, registry, ingest, clock: ingest.clock, marks: noMarks });
  await ingest.take(items(customer('a')), mutationDoor);
});
afterEach(() => database.close());

/** Every call happens a minute after the one before. */
const tick = (): Date => {
  minute += 1;
  ingest.clock.set(new Date(Date.UTC(2026, 3, 1, 12, minute)).toISOString());
  return ingest.clock.now();
};
const minutes = (key: string, many: number): IntakeRecord => call(key, 'a', { details: { minutes: many } });
const send = async (door: string, ...records: IntakeRecord[]): Promise<'kept' | 'taken'> => {
  const body = Buffer.from(JSON.stringify(records));
  const request: WebHookRequest = { method: 'POST', path: '', headers: {}, query: {}, body, receivedAt: tick() };
  const { kept } = await deliveries.receive(`call/${door}`, request);
  return kept === null ? 'taken' : 'kept';
};
const retried = () => deliveries.retryDue(tick());
const said = () =>
  rowsOf(
    database,
    `select source_key as key, (details ->> 'minutes')::integer as minutes, revision from core.interaction
      where retracted_at is null order by 1`,
  );
const rejected = () =>
  rowsOf(database, `select source_key as key, code from core.intake_set_aside where disposition = 'rejected'`);
const overtaken = (key: string) => ({ key, code: 'SOURCE_KEY_OVERTAKEN' });

describe('what arrived last under a key counts, whatever had to wait', () => {
  it('within a door, whose deliveries wait for one another', async () => {
    failing.add('one');
    expect(await send('one', minutes('k', 1))).toBe('kept');
    failing.clear();
    expect(await send('one', minutes('k', 2), minutes('l', 2))).toBe('kept');
    await retried();
    expect(await said()).toEqual([
      { key: 'k', minutes: 2, revision: 2 },
      { key: 'l', minutes: 2, revision: 1 },
    ]);
  });

  it('through another door of the same source', async () => {
    failing.add('one');
    await send('one', minutes('k', 1), minutes('l', 1));
    expect(await send('two', minutes('k', 2))).toBe('taken');
    failing.clear();
    await retried();
    expect(await said()).toEqual([
      { key: 'k', minutes: 2, revision: 1 },
      { key: 'l', minutes: 1, revision: 1 },
    ]);
    expect(await rejected()).toEqual([overtaken('k')]);
  });

  it('when a dead letter is replayed after those that came behind it', async () => {
    failing.add('one');
    await send('one', minutes('k', 1));
    await database.transaction((writer) =>
      writer.execute({ text: 'update core.intake_set_aside set dead_at = now()' }),
    );
    failing.clear();
    expect(await send('one', minutes('k', 2))).toBe('taken');
    expect(await deliveries.replay({ plugin: 'call', limit: 10 })).toMatchObject([
      { status: 'rejected', code: 'SOURCE_KEY_OVERTAKEN', sourceKey: 'k' },
    ]);
    expect(await said()).toEqual([{ key: 'k', minutes: 2, revision: 1 }]);
  });

  it('when it waits for its hook while an older delivery is read', async () => {
    failing.add('one');
    await send('one', minutes('k', 1));
    failing.add('hook');
    await send('two', minutes('k', 2));
    failing.clear();
    await deliveries.replay({ plugin: 'call', limit: 10 });
    expect(await said()).toEqual([{ key: 'k', minutes: 2, revision: 1 }]);
    expect(await rejected()).toEqual([overtaken('k')]);
  });

  it('when it was taken back meanwhile', async () => {
    await send('two', minutes('k', 1));
    failing.add('one');
    await send('one', minutes('k', 2));
    failing.clear();
    const [row] = await database.reader().query<{ readonly customer_id: number; readonly id: string }>({
      text: 'select customer_id, id from core.interaction',
    });
    tick();
    await ingest.retract({ customerId: row?.customer_id ?? 0, interactionId: row?.id ?? '' });
    await retried();
    expect(await said()).toEqual([]);
    expect(await rejected()).toEqual([overtaken('k')]);
  });

  it('when a source goes back to what it had said, and what it said in between waits', async () => {
    await send('two', minutes('k', 1));
    failing.add('hook');
    await send('two', minutes('k', 2));
    failing.clear();
    await send('two', minutes('k', 1));
    await retried();
    expect(await said()).toEqual([{ key: 'k', minutes: 1, revision: 1 }]);
  });
});
