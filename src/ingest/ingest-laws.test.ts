import fc from 'fast-check';
import { call, customer, items, openIntake, rowsOf, type TestIntake } from '../../test/helpers/intake-fixture';
import { propertyRuns } from '../../test/helpers/property-runs';
import type { InteractionRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const door = { id: 'mutation', repeats: 'correct', snapshots: 'later' } as const;
const customers = ['x', 'y'];

interface Happening {
  readonly customer: string;
  readonly type: 'call.held' | 'call.left' | 'call.refused';
  readonly hour: number;
  readonly minutes: number;
  readonly count: number;
  readonly money: number;
  readonly filtered: boolean;
  readonly permission: 'close' | 'open' | undefined;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  customer: fc.constantFrom(...customers),
  type: fc.constantFrom('call.held', 'call.left', 'call.refused'),
  hour: fc.integer({ min: 0, max: 24 * 45 }),
  minutes: fc.constantFrom(0, 0.1, 15, 45, 59.7),
  count: fc.constantFrom(1, 1, 3),
  money: fc.constantFrom(0, 0, 1250),
  filtered: fc.constantFrom(false, false, false, true),
  permission: fc.constantFrom(undefined, 'close', 'open'),
});

function recordOf(run: string, key: string, what: Happening): InteractionRecord {
  return call(`${run}-${key}`, `${run}-${what.customer}`, {
    type: what.type,
    occurredAt: new Date(Date.UTC(2026, 1, 1, what.hour)).toISOString(),
    details: what.type === 'call.held' ? { minutes: what.minutes } : {},
    count: what.count,
    ledger: what.money === 0 ? [] : [{ entry: 'value_transfer', amountMinor: what.money, currency: 'EUR' }],
    ...(what.filtered ? { filtered: { code: 'BOT_FILTERED' as const, reason: 'bot' } } : {}),
    ...(what.type === 'call.refused' && what.permission !== undefined ? { channelPermission: what.permission } : {}),
  });
}

/** One happening with the bodies its key had before: the last one is right. A `noise` key is retracted in the end. */
interface History {
  readonly bodies: readonly Happening[];
  readonly copies: number;
  readonly noise: boolean;
}

const history: fc.Arbitrary<History> = fc.record({
  bodies: fc.array(happening, { minLength: 1, maxLength: 3 }),
  copies: fc.integer({ min: 1, max: 2 }),
  noise: fc.constantFrom(false, false, false, true),
});

describe('the state after a set of records', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  let runs = 0;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
  });
  afterAll(() => database.close());

  const begin = async (): Promise<string> => {
    runs += 1;
    await ingest.take(items(...customers.map((name) => customer(`run${runs}-${name}`))), door);
    return `run${runs}`;
  };

  it('does not depend on their order, batches, repeats, corrections on the way, or records taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(history, { minLength: 1, maxLength: 14 }),
        fc.infiniteStream(fc.nat(1000)),
        async (all, picks) => {
          const plain = await begin();
          const last = all.flatMap(({ bodies, noise }, key) =>
            noise ? [] : [recordOf(plain, `k${key}`, bodies.at(-1) as Happening)],
          );
          await ingest.take(items(...last), door);
          const messy = await begin();
          await takeMessily(ingest, messy, all, () => picks.next().value as number);
          expect(await stateOf(database, messy)).toEqual(await stateOf(database, plain));
        },
      ),
      { numRuns: propertyRuns(25) },
    );
  }, 120_000);
});

/** Deals the histories out in random order and batches; only the order within one key stays. */
async function takeMessily(
  ingest: TestIntake,
  run: string,
  all: readonly History[],
  pick: () => number,
): Promise<void> {
  const queues = all
    .map(({ bodies, copies, noise }, key) => ({
      noise,
      records: bodies.flatMap((body) => Array.from({ length: copies }, () => recordOf(run, `k${key}`, body))),
    }))
    .map(({ noise, records }) => ({ noise, records: [...records] }));
  const doomed: { customerId: number; interactionId: string }[] = [];
  let batch: InteractionRecord[] = [];
  const noisy = new Set(all.flatMap(({ noise }, key) => (noise ? [`${run}-k${key}`] : [])));
  const flush = async (): Promise<void> => {
    const { outcomes } = await ingest.take(items(...batch), door);
    for (const { sourceKey = '', customerId = 0, subjectId = '' } of outcomes) {
      if (noisy.has(sourceKey)) doomed.push({ customerId, interactionId: subjectId });
    }
    batch = [];
  };
  for (;;) {
    const open = queues.filter(({ records }) => records.length > 0);
    const queue = open[pick() % Math.max(open.length, 1)];
    if (queue === undefined) break;
    batch.push(queue.records.shift() as InteractionRecord);
    if (pick() % 4 === 0) await flush();
  }
  await flush();
  for (const key of doomed) await ingest.retract(key);
}

function stateOf(database: TestDatabase, run: string): Promise<readonly object[]> {
  return rowsOf(
    database,
    `with mine as (select id, replace(family_name, $1 || '-', '') as name from core.customer where family_name like $1 || '-%')
     select m.name, s.* from mine m join (
       select customer_id, 'bucket' as what, concat_ws(' ', signal, half_life, epoch, brand_id, actor_id, q30, n) as state from core.bucket
       union all select customer_id, 'month', concat_ws(' ', month, channel, type, brand_id, cost_currency, interactions, cost_minor) from core.rollup_customer_month
       union all select customer_id, 'measure', concat_ws(' ', month, measure, type, brand_id, value) from core.rollup_measure_month
       union all select customer_id, 'ledger', concat_ws(' ', occurred_on, kind, amount_minor, count(*)) from core.ledger_entry
         where retracted_at is null group by customer_id, occurred_on, kind, amount_minor
       union all select customer_id, 'closure', concat_ws(' ', channel, closed_at, reason) from core.channel_closure
       union all select customer_id, 'contact', concat_ws(' ', type, occurred_at, against_closure, filtered_code, count(*)) from core.interaction
         where retracted_at is null group by customer_id, type, occurred_at, against_closure, filtered_code
     ) s on s.customer_id = m.id order by 1, 3, 4`,
    run,
  ).then((rows) => rows.map((row) => ({ ...row, customer_id: 0 })));
}
