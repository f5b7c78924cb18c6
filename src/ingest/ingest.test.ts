import { call, callRegistry, customer, items, silentScoring } from '../../test/helpers/intake-fixture';
import { fixedClock } from '../shared/clock';
import { type TestDatabase, testDatabase } from '../testing';
import { createIngest, type Door, type Ingest } from '.';

const door: Door = { id: 'mutation', repeats: 'correct', snapshots: 'now' };

describe('the intake', () => {
  let database: TestDatabase;
  let ingest: Ingest;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = createIngest({
      database,
      registry: callRegistry,
      scoring: silentScoring,
      clock: fixedClock('2026-04-01T12:00:00Z'),
      log: { warn: () => undefined },
    });
  });
  afterAll(() => database.close());

  it('takes a customer and the contacts after it in one batch', async () => {
    const { outcomes, counts } = await ingest.take(
      items(customer('one'), call('a', 'one'), call('b', 'one'), call('c', 'nobody')),
      door,
    );
    expect(outcomes).toMatchObject([
      { status: 'accepted' },
      { status: 'accepted' },
      { status: 'accepted' },
      { status: 'waiting', code: 'CUSTOMER_UNKNOWN' },
    ]);
    expect(counts).toEqual({ accepted: 3, repeated: 0, corrected: 0, rejected: 0, waiting: 1, filtered: 0 });
    const rows = await database.reader().query({ text: 'select * from core.interaction' });
    expect(rows).toHaveLength(2);
    console.log(rows, outcomes);
    console.log(
      await database.reader().query({ text: 'select * from core.customer' }),
      await database.reader().query({ text: 'select * from core.rollup_customer_month' }),
      await database.reader().query({ text: 'select * from core.rollup_measure_month' }),
    );
  });
});
