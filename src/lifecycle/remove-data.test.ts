import pino from 'pino';
import { callPlugin } from '../../test/helpers/call-plugin';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import { checkConsistency } from '../scoring';
import { definePlugin, type IntakeRecord, Interaction, ObjectType, type PluginFactory, z } from '../sdk';
import { fixedClock } from '../shared/clock';
import { createTestDatabase } from '../testing/test-database';
import { lifecycleModule } from './module';
import { removalsUnderWay } from './removal.store';
import { removeData, requestRemoval } from './remove-data';

jest.setTimeout(120_000);

@ObjectType({ implements: Interaction, description: 'A ping.' })
class PingHeard extends Interaction {}

/** A second channel, whose id begins like that of another one might. */
const ping = definePlugin({
  ...{ id: 'ping', version: '1.0.0', title: 'Pings', description: 'Pings, for tests.', engine: '^0.1.0' },
  contribute: () => ({
    channels: [{ id: 'ping', title: 'Ping', depth: 1, kappa: 10 }],
    interactions: [
      {
        ...{ id: 'ping.heard', title: 'Ping', channel: 'ping', direction: 'in', graphql: PingHeard },
        ...{ details: z.strictObject({}), samples: [{}], channelPermission: 'close' },
      },
    ],
    signals: [
      {
        ...{ id: 'ping.heard', title: 'Heard', unit: 'ping', direction: 'in', signed: false, maxAmount: 5 },
        defaults: {
          ...{ weight: 5, halfLifeDays: 30, channel: 'ping', load: 0 },
          ...{ dialogueIn: 1, dialogueOut: 0, verified: true },
        },
      },
    ],
    measures: [{ id: 'ping.pings', title: 'Pings', unit: 'ping', types: ['ping.heard'] }],
    score: ({ type }) => (type === 'ping.heard' ? [{ signal: 'ping.heard', amount: 2 }] : []),
  }),
});

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let platform: Platform;

/** Starts the platform anew with these plugins. */
async function startWith(...plugins: readonly PluginFactory[]): Promise<void> {
  await platform?.close();
  platform = await openPlatform(readConfig({}, { DATABASE_URL: stored.url }), {
    plugins: plugins.map((use) => ({ use, policy: 'optional' as const })),
    ...{ log: pino({ level: 'silent' }), clock: fixedClock('2026-11-21T12:00:00Z') },
  });
}

beforeAll(async () => {
  stored = await createTestDatabase();
  await startWith(callPlugin, ping);
  // Of each pair the first was called and pinged, the second called alike and not pinged.
  const records = ['a', 'b', 'c'].flatMap((name) => [
    ...person(name, ['call', 'ping']),
    ...person(`${name}2`, ['call']),
  ]);
  const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
  const { counts } = await platform.ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
  expect(counts.accepted).toBe(records.length);
});
afterAll(async () => {
  await platform?.close();
  await stored?.drop();
});

function person(key: string, contacts: readonly ('call' | 'ping')[]): readonly IntakeRecord[] {
  const customer = { system: 'crm', value: key };
  return [
    {
      ...({ kind: 'customer', source: 't', sourceKey: key, customerKind: 'professional' } as const),
      ...{ identifiers: [customer], name: { given: key, family: 'Lund' } },
    },
    ...contacts.map((contact): IntakeRecord => {
      const details = contact === 'call' ? { minutes: 30 } : {};
      const type = contact === 'call' ? 'call.held' : 'ping.heard';
      return {
        ...({ kind: 'interaction', source: 't', sourceKey: `${contact}-${key}`, type, details } as const),
        ...{ customer: [customer], occurredAt: '2026-11-20T09:00:00Z' },
      };
    }),
  ];
}

/** What is known of each customer, by name. */
async function figures(): Promise<ReadonlyMap<string, unknown>> {
  const rows = await platform.database.reader().query<{ readonly name: string; readonly known: unknown }>({
    text: `select c.given_name as name, jsonb_build_object('value', v.rvi, 'mass', v.evidence_mass,
        'buckets', (select jsonb_agg(jsonb_build_array(b.signal, b.half_life, b.epoch, b.q30, b.n) order by b.signal,
          b.half_life, b.epoch) from core.bucket b where b.customer_id = c.id),
        'months', (select jsonb_agg(jsonb_build_array(r.type, r.interactions) order by r.type)
          from core.rollup_customer_month r where r.customer_id = c.id),
        'closed', (select count(*) from core.channel_closure x where x.customer_id = c.id)) as known
      from core.customer c join core.customer_value v on v.customer_id = c.id`,
  });
  return new Map(rows.map(({ name, known }) => [name, known]));
}

describe('removing what a plugin brought in', () => {
  it('is refused while a process runs the plugin', async () => {
    await expect(requestRemoval(platform.removal, { plugin: 'ping', by: 'test' })).rejects.toMatchObject({
      code: 'PLUGIN_RUNNING',
      message: expect.stringContaining('--without ping'),
    });
    expect(await removalsUnderWay(platform.database.reader())).toEqual([]);
  });

  it('leaves customers as if it had never said anything, wherever it was interrupted', async () => {
    const before = await figures();
    for (const name of ['a', 'b', 'c']) expect(before.get(name)).not.toEqual(before.get(`${name}2`));

    await startWith(callPlugin);
    const { removal: services } = platform;
    const id = await requestRemoval(services, { plugin: 'ping', by: 'test' });
    let steps = 0;
    const interrupted = removeData(services, id, {
      batchSize: 1,
      onProgress: () => {
        steps += 1;
        if (steps === 3) throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    const [underWay] = await removalsUnderWay(platform.database.reader());
    expect(underWay).toMatchObject({ id, plugin: 'ping', customersDone: 3, removed: { 'core.interaction': 2 } });
    // Asking again goes on with the one there is.
    expect(await requestRemoval(services, { plugin: 'ping', by: 'somebody else' })).toBe(id);

    // Whoever would run it meanwhile does without it.
    await startWith(callPlugin, ping);
    expect(platform.bootReport).toMatchObject([
      { id: 'call', state: 'running' },
      { id: 'ping', state: 'left out', faults: [{ code: 'PLUGIN_BEING_REMOVED' }] },
    ]);

    const [job] = lifecycleModule({ removal: platform.removal }).jobs ?? [];
    await platform.database.transaction(async (writer) => {
      await job?.run({
        writer,
        principal: { subject: 'job:test', name: 'Test', roles: ['admin'] },
        now: new Date(),
        payload: {},
        log: () => undefined,
      });
    });
    expect(await removalsUnderWay(platform.database.reader())).toEqual([]);

    const after = await figures();
    for (const name of ['a', 'b', 'c']) {
      expect(after.get(name)).toEqual(after.get(`${name}2`));
      expect(after.get(`${name}2`)).toEqual(before.get(`${name}2`));
    }
    expect(await checkConsistency(platform.maintenance, { share: 1, day: '2026-11-21' })).toEqual({
      customers: 6,
      incidents: [],
    });
  });

  it('lets the same records come in again', async () => {
    await startWith(callPlugin, ping);
    const items = person('a', ['ping']).map((record, index) => ({ record, position: { line: index + 1 } }));
    const { counts } = await platform.ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
    expect(counts).toMatchObject({ accepted: 1, repeated: 1 });
  });
});
