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
import { createIsolation, type Isolation, installIsolation } from '../isolation';
import type { Registry } from '../kernel/registry';
import { type IntakeItem, type IntakeRecord, z } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { createDeliveries, type Deliveries, noMarks } from '.';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

interface Opened {
  readonly ingest: TestIntake;
  readonly deliveries: Deliveries;
  readonly isolation: Isolation;
  take(...records: readonly IntakeRecord[]): Promise<readonly string[]>;
}

/** The platform as it starts with a list of plugins; the database stays. */
async function start(registry: Registry, at = '2026-04-01T12:00:00Z'): Promise<Opened> {
  const isolation = createIsolation();
  installIsolation(registry, isolation);
  const ingest = await openIntake(database, registry);
  ingest.clock.set(at);
  const deliveries = createDeliveries({ database, registry, ingest, clock: ingest.clock, marks: noMarks });
  const take: Opened['take'] = async (...records) => {
    const { outcomes } = await ingest.take(items(...records), door);
    return outcomes.map(({ status, code }) => code ?? status);
  };
  return { ingest, deliveries, isolation, take };
}

const nothing = new Map();
/** The plugin of calls is configured and does not run. */
const without: Registry = {
  ...callRegistry,
  absent: [{ id: 'call', title: 'Calls', state: 'left out' }],
  ...{ interactionTypes: nothing, signals: nothing, hooks: nothing, costs: nothing, measures: nothing },
};
const queue = () =>
  rowsOf(
    database,
    `select source_key, disposition, code, plugin, failures, resolution from core.intake_set_aside
      order by received_at, line, id`,
  );
const contacts = () =>
  rowsOf(database, 'select source_key, details from core.interaction where retracted_at is null order by 1');

describe('records of a plugin that is left out', () => {
  it('wait, and are taken by themselves when it runs again', async () => {
    const before = await start(without);
    expect(await before.take(customer('a'), call('k', 'a'))).toEqual(['accepted', 'PLUGIN_NOT_RUNNING']);
    expect(await queue()).toEqual([
      {
        ...{ source_key: 'k', disposition: 'waiting', code: 'PLUGIN_NOT_RUNNING' },
        ...{ plugin: 'call', failures: 0, resolution: null },
      },
    ]);
    before.ingest.clock.set('2026-04-03T12:00:00Z');
    await before.deliveries.retryDue(before.ingest.clock.now());
    expect(await queue()).toMatchObject([{ failures: 0, resolution: null }]);
    expect(await contacts()).toEqual([]);

    const after = await start(callRegistry, '2026-04-03T12:01:00Z');
    await after.deliveries.retryDue(after.ingest.clock.now());
    expect(await contacts()).toEqual([{ source_key: 'k', details: { minutes: 30 } }]);
    expect(await queue()).toMatchObject([{ resolution: 'accepted' }]);
  });

  it('are looked at only then: one that is unsound is rejected, a newer body counts, a repeat is one', async () => {
    const first = await start(callRegistry);
    await first.take(customer('a'), call('old', 'a'), call('other', 'a'));
    const { take } = await start(without);
    expect(await take(call('bad', 'a', { details: { minutes: -5 } }))).toEqual(['PLUGIN_NOT_RUNNING']);
    expect(await take(call('k', 'a', { details: { minutes: 1 } }))).toEqual(['PLUGIN_NOT_RUNNING']);
    expect(await take(call('k', 'a', { details: { minutes: 2 } }))).toEqual(['PLUGIN_NOT_RUNNING']);
    expect(await take(call('old', 'a'))).toEqual(['PLUGIN_NOT_RUNNING']);
    const after = await start(callRegistry, '2026-04-01T13:00:00Z');
    await after.deliveries.retryDue(after.ingest.clock.now());
    expect(await contacts()).toMatchObject([
      { source_key: 'k', details: { minutes: 2 } },
      { source_key: 'old' },
      { source_key: 'other' },
    ]);
    const answers = await rowsOf(
      database,
      `select source_key, resolution from core.intake_set_aside where disposition = 'waiting' order by 1`,
    );
    expect(answers).toEqual([
      { source_key: 'bad', resolution: 'rejected' },
      { source_key: 'k', resolution: 'accepted' },
      { source_key: 'old', resolution: 'repeated' },
    ]);
  });

  it('are refused when nobody knows the plugin, and replayed with one command once it is there', async () => {
    const { take } = await start({ ...without, absent: [] });
    expect(await take(customer('a'), call('k', 'a'), call('lost', 'nobody'))).toEqual([
      'accepted',
      'INTERACTION_TYPE_UNKNOWN',
      'INTERACTION_TYPE_UNKNOWN',
    ]);
    const still = await start({ ...without, absent: [] });
    expect(await still.deliveries.replay({ plugin: 'call', limit: 10 })).toEqual([]);
    const { deliveries } = await start(callRegistry);
    expect(await deliveries.replay({ plugin: 'mail', limit: 10 })).toEqual([]);
    expect(await deliveries.replay({ plugin: 'call', limit: 10 })).toMatchObject([
      { status: 'accepted', sourceKey: 'k' },
      { status: 'waiting', sourceKey: 'lost', code: 'CUSTOMER_UNKNOWN' },
    ]);
    expect(await contacts()).toMatchObject([{ source_key: 'k' }]);
    expect(await queue()).toMatchObject([
      { source_key: 'k', disposition: 'rejected', resolution: 'accepted' },
      { source_key: 'lost', disposition: 'rejected', resolution: 'waiting' },
      { source_key: 'lost', disposition: 'waiting', resolution: null },
    ]);
  });
});

describe('records at which the schema of their details fails', () => {
  const withSchema = (check: (minutes: number) => boolean): Registry => {
    const held = callRegistry.interactionTypes.get('call.held');
    if (held === undefined) throw new Error('There is no call.held.');
    const details = z.object({ minutes: z.number().refine(check), topic: z.string().optional() });
    const value = { ...held.value, details };
    return {
      ...callRegistry,
      interactionTypes: new Map([...callRegistry.interactionTypes, ['call.held', { ...held, value }]]),
    };
  };
  const broken = withSchema((minutes) => {
    if (minutes === 30) throw new Error('the password is swordfish');
    return minutes > 0;
  });

  it('wait, the others of their batch are taken, and it shows in the slot of the type', async () => {
    const { take, isolation } = await start(broken);
    expect(
      await take(
        customer('a'),
        call('k', 'a'),
        call('fine', 'a', { details: { minutes: 5 } }),
        call('bad', 'a', { details: { minutes: 0 } }),
      ),
    ).toEqual(['accepted', 'PLUGIN_FAILED', 'accepted', 'DETAILS_INVALID']);
    expect(JSON.stringify(await queue())).not.toContain('swordfish');
    expect(await queue()).toMatchObject([{ source_key: 'k', plugin: 'call', failures: 1 }, { source_key: 'bad' }]);
    expect(isolation.reportsOf('call')).toContainEqual(
      expect.objectContaining({ kind: 'check', name: 'call.held', errors: 1, state: 'closed' }),
    );
    const { deliveries, ingest } = await start(callRegistry, '2026-04-01T12:05:00Z');
    await deliveries.retryDue(ingest.clock.now());
    expect(await contacts()).toMatchObject([{ source_key: 'fine' }, { source_key: 'k' }]);
  });

  it('are not even looked at while the schema is left alone', async () => {
    const { take, isolation } = await start(broken);
    await take(customer('a'), ...Array.from({ length: 6 }, (_, index) => call(`k${index}`, 'a')));
    expect(isolation.slot('call', 'check', 'call.held').state).toBe('open');
    expect(await take(call('fine', 'a', { details: { minutes: 5 } }))).toEqual(['PLUGIN_UNAVAILABLE']);
  });
});

describe('records that a plugin made of anything', () => {
  it('are refused one by one, whatever they hold', async () => {
    const { ingest } = await start(callRegistry);
    const circle: Record<string, unknown> = { minutes: 5 };
    circle.self = circle;
    const trap = Object.defineProperty({ ...call('trap', 'a') }, 'source', {
      enumerable: true,
      get: () => {
        throw new Error('caught you');
      },
    });
    const odd: readonly unknown[] = [
      null,
      'text',
      () => undefined,
      trap,
      call('circle', 'a', { type: 'call.left', details: circle }),
      call('bigint', 'a', { details: { minutes: 1n } }),
      call('nan', 'a', { details: { minutes: Number.NaN } }),
      { ...call('proto', 'a'), details: JSON.parse('{"__proto__": {"polluted": true}, "minutes": 1}') as object },
    ];
    const given = [...odd.map((record) => record as IntakeRecord), customer('a'), call('sound', 'a')];
    const { outcomes } = await ingest.take(
      given.map((record, line): IntakeItem => ({ record, position: { line } })),
      door,
    );
    expect(outcomes.slice(0, odd.length).map(({ status }) => status)).toEqual(odd.map(() => 'rejected'));
    expect(outcomes.slice(odd.length).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
