import {
  call,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import { createValueReader, refreshDirty } from '../scoring';
import { type TestDatabase, testDatabase } from '../testing';
import { mostComputedAtOnce } from './apply';

const names = Array.from({ length: mostComputedAtOnce + 1 }, (_, n) => `of${n}`);

describe('the values after a batch', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  let customerIds: readonly number[];
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    const { outcomes } = await ingest.take(items(...names.map((name) => customer(name))), door);
    customerIds = outcomes.map(({ customerId }) => customerId ?? 0);
  });
  afterAll(() => database.close());

  const values = async () => {
    const titles = { signals: new Map(), plugins: [] } as never;
    const reader = createValueReader(ingest.model, titles);
    const question = { customerIds, asOf: null, now: ingest.clock.now() };
    return (await reader.values(database.reader(), question)).map((value) => value?.value ?? null);
  };
  const dirty = async () => (await rowsOf(database, 'select from core.customer_value where dirty')).length;
  const takeOf = (round: string, whose: readonly string[]) =>
    ingest.take(items(...whose.map((name) => call(`${round}-${name}`, name, { details: { minutes: 30 } }))), door);

  it('are stored within the transaction when the customers are few', async () => {
    await takeOf('few', names.slice(1));
    expect([await dirty(), ingest.outdated()]).toEqual([0, 0]);
    const [none, ...others] = await values();
    expect(none).toBe(0);
    for (const value of others) expect(value).toBeGreaterThan(0);
  });

  it('of many customers are marked, read right at once, and the same when computed', async () => {
    const before = await values();
    await takeOf('many', names);
    expect([await dirty(), ingest.outdated()]).toEqual([names.length, 1]);
    const read = await values();
    for (const [index, value] of read.entries()) expect(value).toBeGreaterThan(before[index] ?? Number.NaN);
    await refreshDirty({ database, scoring: ingest.scoring, clock: ingest.clock }, names.length);
    expect(await dirty()).toBe(0);
    expect(await values()).toEqual(read);
  });

  it('are not asked for by a batch of repeats, nor by one that leaves them for later', async () => {
    await takeOf('many', names);
    expect([await dirty(), ingest.outdated()]).toEqual([0, 1]);
    const bulk = items(...names.map((name) => call(`bulk-${name}`, name)));
    await ingest.take(bulk, { ...door, snapshots: 'later' });
    expect([await dirty(), ingest.outdated()]).toEqual([names.length, 1]);
  });
});
