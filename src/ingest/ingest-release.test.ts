import {
  call,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

describe('records that wait for their customer', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
  });
  afterAll(() => database.close());
  const take = (...records: IntakeRecord[]) => ingest.take(items(...records), door);
  const waiting = (key: string) =>
    rowsOf(
      database,
      `select code, door, attempts, resolution, resolved_at is null as open, import_run_id from core.intake_set_aside
       where source_key = $1 and disposition = 'waiting'`,
      key,
    );
  const contacts = (customerId: number | undefined) =>
    rowsOf(
      database,
      'select source_key from core.interaction where customer_id = $1 and retracted_at is null order by source_key',
      customerId,
    );

  it('are taken with the customer, and score as if they had come after it', async () => {
    await take(call('a1', 'anna'), call('a2', 'anna'), call('b1', 'berta'));
    const { outcomes, counts } = await take(customer('anna'), call('a3', 'anna'));
    expect(outcomes.map(({ sourceKey, status }) => [sourceKey, status])).toEqual([
      ['anna', 'accepted'],
      ['a3', 'accepted'],
    ]);
    expect(counts).toMatchObject({ accepted: 2, waiting: 0 });
    const id = outcomes[0]?.customerId;
    expect(await contacts(id)).toEqual([{ source_key: 'a1' }, { source_key: 'a2' }, { source_key: 'a3' }]);
    expect(await waiting('a1')).toMatchObject([{ open: false, resolution: 'accepted' }]);
    expect(await waiting('b1')).toMatchObject([{ open: true, attempts: 1 }]);
    await take(customer('straight'));
    const straight = await take(call('s1', 'straight'), call('s2', 'straight'), call('s3', 'straight'));
    const values = (customerId: number | undefined) =>
      rowsOf(
        database,
        'select engagement, rvi, evidence_mass from core.customer_value where customer_id = $1',
        customerId,
      );
    expect(await values(id)).toEqual(await values(straight.outcomes[0]?.customerId));
  });

  it('are taken when the customer gets the identifier they name', async () => {
    await take(customer('carla'), call('c1', 'carla-card'));
    await take({
      kind: 'identifier',
      source: 'test',
      sourceKey: 'card of carla',
      customer: [...customer('carla').identifiers],
      add: [...customer('carla-card').identifiers],
    });
    expect(await waiting('c1')).toMatchObject([{ open: false, resolution: 'accepted' }]);
  });

  it('wait on for whatever else they lack, under the door they came through', async () => {
    await ingest.take(items(call('d1', 'dora', { brand: 'NOT-YET' })), { ...door, id: 'import:some.file' });
    expect(await waiting('d1')).toMatchObject([{ code: 'CUSTOMER_UNKNOWN' }]);
    await take(customer('dora'));
    expect(await waiting('d1')).toMatchObject([
      { code: 'BRAND_UNKNOWN', open: true, attempts: 2, door: 'import:some.file', import_run_id: null },
    ]);
    await take(customer('dora', { segment: 'B' }));
    expect(await waiting('d1')).toMatchObject([{ attempts: 2 }]);
  });

  it('are closed by a newer body of the same batch, whose customer is the one it names', async () => {
    await take(call('e1', 'emma'));
    const { outcomes } = await take(customer('emma'), call('e1', 'emma', { details: { minutes: 45 } }));
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await waiting('e1')).toMatchObject([{ open: false }]);
    expect(
      await rowsOf(
        database,
        `select details, retracted_at is null as live from core.interaction where source_key = 'e1' and retracted_at is null`,
      ),
    ).toEqual([{ details: { minutes: 45 }, live: true }]);
  });

  it('of a very active customer are taken in portions, oldest first', async () => {
    const many = Array.from({ length: 1_100 }, (_, index) => call(`f${String(index).padStart(4, '0')}`, 'frida'));
    await take(...many);
    const first = await take(customer('frida'));
    const id = first.outcomes[0]?.customerId;
    expect(await contacts(id)).toHaveLength(1_000);
    await take(customer('frida', { segment: 'A' }));
    expect(await contacts(id)).toHaveLength(1_100);
  });
});
