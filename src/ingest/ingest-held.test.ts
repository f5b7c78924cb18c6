import {
  call,
  callRegistry,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import { createIsolation, installIsolation } from '../isolation';
import type { IntakeRecord, ScoringHook } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { createDeliveries, type Deliveries, noMarks } from '.';

let database: TestDatabase;
let ingest: TestIntake;
let deliveries: Deliveries;
let time: number;
/** What the hook does with an event; `sound` is what it always did. */
let hook: ScoringHook;
const owner = { id: 'call', version: '1.0.0' };
const sound = callRegistry.hooks.get('call')?.value as ScoringHook;
const broken: ScoringHook = () => {
  throw new Error('out of ink');
};

beforeEach(async () => {
  database = await testDatabase();
  time = 0;
  hook = sound;
  const registry = {
    ...callRegistry,
    hooks: new Map([['call', { owner, value: (...given: Parameters<ScoringHook>) => hook(...given) }]]),
  };
  installIsolation(registry, createIsolation({ now: () => time }));
  ingest = await openIntake(database, registry);
  deliveries = createDeliveries({ database, registry, ingest, clock: ingest.clock, marks: noMarks });
  await ingest.take(items(customer('a')), door);
});
afterEach(() => database.close());

const take = async (...records: IntakeRecord[]) => {
  const { outcomes } = await ingest.take(items(...records), door);
  return outcomes.map(({ status, code }) => code ?? status);
};
const queue = () =>
  rowsOf(
    database,
    `select source_key, code, plugin, failures, resolution, dead_at is not null as dead,
      extract(epoch from retry_at - $1::timestamptz)::integer as wait
      from core.intake_set_aside order by received_at, line`,
    ingest.clock.now(),
  );
const contacts = () =>
  rowsOf(database, 'select source_key, revision from core.interaction where retracted_at is null order by 1');
const calls = (count: number) => Array.from({ length: count }, (_, index) => call(`k${index}`, 'a'));
/** The breaker lets a call through, and what waits is due. */
const later = (minutes: number): Date => {
  time += 60_000;
  ingest.clock.set(new Date(ingest.clock.now().getTime() + minutes * 60_000).toISOString());
  return ingest.clock.now();
};

describe('records on which a scoring hook fails', () => {
  it('wait, while the others of their batch are stored and scored', async () => {
    hook = (event, context) => (event.sourceKey === 'k1' ? broken(event, context) : sound(event, context));
    expect(await take(...calls(3))).toEqual(['accepted', 'PLUGIN_FAILED', 'accepted']);
    expect(await queue()).toEqual([
      { source_key: 'k1', code: 'PLUGIN_FAILED', plugin: 'call', failures: 1, resolution: null, dead: false, wait: 30 },
    ]);
    expect(await contacts()).toMatchObject([{ source_key: 'k0' }, { source_key: 'k2' }]);
  });

  it('are not even tried while the plugin is left alone, and are taken in order when it works again', async () => {
    hook = broken;
    expect(await take(...calls(7))).toEqual([
      ...Array(5).fill('PLUGIN_FAILED'),
      ...Array(2).fill('PLUGIN_UNAVAILABLE'),
    ]);
    const seen: string[] = [];
    hook = (event, context) => {
      seen.push(event.sourceKey);
      return sound(event, context);
    };
    ingest.clock.set('2026-04-01T12:00:05Z');
    expect(await take(call('late', 'a'))).toEqual(['PLUGIN_UNAVAILABLE']);
    expect(seen).toEqual([]);
    const failures = (await queue()).map((row) => (row as { failures: number }).failures);
    expect(failures).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
    await deliveries.retryDue(later(1));
    expect(seen).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'late']);
    expect(await contacts()).toHaveLength(8);
    expect((await queue()).map((row) => (row as { resolution: string }).resolution)).toEqual(Array(8).fill('accepted'));
    const value = await rowsOf(database, 'select count(*)::integer as lines from core.contribution');
    expect(value).toEqual([{ lines: 16 }]);
  });

  it('leave what an earlier version of them said, until they can be scored', async () => {
    await take(call('k', 'a', { details: { minutes: 15 } }));
    hook = broken;
    expect(await take(call('k', 'a', { details: { minutes: 60 } }))).toEqual(['PLUGIN_FAILED']);
    expect(await contacts()).toEqual([{ source_key: 'k', revision: 1 }]);
    hook = sound;
    await deliveries.retryDue(later(1));
    expect(await contacts()).toEqual([{ source_key: 'k', revision: 2 }]);
  });

  it('are answered by a newer version that can be scored', async () => {
    hook = (event, context) => (event.details.minutes === 30 ? broken(event, context) : sound(event, context));
    await take(call('k', 'a'));
    expect(await take(call('k', 'a', { details: { minutes: 45 } }))).toEqual(['accepted']);
    expect(await queue()).toMatchObject([{ source_key: 'k', resolution: 'accepted' }]);
    await deliveries.retryDue(later(60));
    expect(await contacts()).toEqual([{ source_key: 'k', revision: 1 }]);
  });

  it('are tried less and less often, and at last become dead letters that nobody tries', async () => {
    hook = (event, context) => (event.sourceKey === 'poison' ? broken(event, context) : sound(event, context));
    await take(call('poison', 'a'));
    const waits: unknown[] = [];
    for (let round = 0; round < 9; round += 1) {
      await deliveries.retryDue(later(61));
      waits.push(...(await queue()).map((row) => (row as { wait: number }).wait));
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
    expect(await queue()).toMatchObject([{ failures: 10, dead: true, resolution: null }]);
    await deliveries.retryDue(later(600));
    expect(await queue()).toMatchObject([{ failures: 10 }]);
    expect(await deliveries.waiting()).toEqual([{ plugin: 'call', state: 'dead', count: 1 }]);
  });

  it('are replayed when somebody asks, dead letters too', async () => {
    hook = broken;
    await take(call('poison', 'a'));
    await database.transaction((writer) =>
      writer.execute({ text: 'update core.intake_set_aside set dead_at = now()' }),
    );
    hook = sound;
    expect(await deliveries.replay({ plugin: 'mail', limit: 10 })).toEqual([]);
    expect(await deliveries.replay({ plugin: 'call', limit: 10 })).toMatchObject([{ status: 'accepted' }]);
    expect(await contacts()).toMatchObject([{ source_key: 'poison' }]);
  });

  it('wait for their customer first', async () => {
    hook = broken;
    expect(await take(call('x', 'nobody'))).toEqual(['CUSTOMER_UNKNOWN']);
    expect(await queue()).toMatchObject([{ code: 'CUSTOMER_UNKNOWN', plugin: null, failures: 0 }]);
  });
});
