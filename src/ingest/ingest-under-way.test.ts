import { call, customer, items, openIntake, rowsOf, type TestIntake } from '../../test/helpers/intake-fixture';
import type { Database } from '../db/database';
import type { IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const door = { id: 'mutation', repeats: 'correct', snapshots: 'later' } as const;

describe('a batch that shares contacts with one under way in the same process', () => {
  let database: TestDatabase;
  let counting: ReturnType<typeof countingTransactions>;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    counting = countingTransactions(database);
    ingest = await openIntake(counting.database);
    await ingest.take(items(...Array.from({ length: 6 }, (_, n) => customer(`c${n}`))), door);
  });
  afterAll(() => database.close());

  const count = async (text: string): Promise<unknown> => Object.values((await rowsOf(database, text))[0] ?? {})[0];
  const until = async (text: string): Promise<void> => {
    while ((await count(text)) !== true) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const ofOurs = 'from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  /** Both have written everything, and neither waits at the database. */
  const bothHaveWritten = `select count(*) = 2 ${ofOurs} and state = 'idle in transaction' and query like '%core.outbox%'`;
  const oneWaitsForKeys = `select count(*) > 0 ${ofOurs} and wait_event_type = 'Lock' and query like '%intake_claim%'`;
  const contacts = (name: string, from: number, to: number, more: object = {}): readonly IntakeRecord[] =>
    Array.from({ length: to - from }, (_, n) => call(`${name}${from + n}`, `c${(from + n) % 6}`, more));

  /** Sends the second batch when the first has everything but its commit behind it, and ends the first when the state is reached. */
  const overlap = async (
    first: readonly IntakeRecord[],
    second: readonly IntakeRecord[],
    { reached, end = async () => undefined }: { readonly reached: string; readonly end?: () => Promise<void> },
  ) => {
    const before = counting.begun();
    let taken: ReturnType<typeof ingest.take> | undefined;
    const beforeCommit = async (): Promise<void> => {
      taken = ingest.take(items(...second), door);
      await until(reached);
      await end();
    };
    const answer = await ingest.take(items(...first), { ...door, beforeCommit }).catch((error: Error) => error.message);
    const { outcomes } = (await taken) ?? { outcomes: [] };
    return { first: answer, statuses: outcomes.map(({ status }) => status), begun: counting.begun() - before };
  };
  const stored = (name: string) => count(`select count(*)::int from core.interaction where source_key like '${name}%'`);

  it('takes them for repeats and writes the others beside it', async () => {
    const second = [...contacts('beside', 2, 3), ...contacts('beside', 4, 6), ...contacts('beside', 4, 5)];
    const { statuses, begun } = await overlap(contacts('beside', 0, 3), second, { reached: bothHaveWritten });
    expect(statuses).toEqual(['repeated', 'accepted', 'accepted', 'repeated']);
    expect(begun).toBe(2);
    expect(await stored('beside')).toBe(5);
    expect(await count(`select sum(interactions)::int from core.rollup_customer_month`)).toBe(5);
  });

  it('begins anew when that one is not stored after all', async () => {
    const end = () => Promise.reject(new Error('the file ended early'));
    const second = contacts('undone', 2, 5);
    const answer = await overlap(contacts('undone', 0, 3), second, { reached: bothHaveWritten, end });
    expect(answer).toEqual({
      first: 'the file ended early',
      statuses: ['accepted', 'accepted', 'accepted'],
      begun: 3,
    });
    expect(await stored('undone')).toBe(3);
  });

  it('waits for it at the database when it brings another body, and corrects', async () => {
    const second = contacts('other', 0, 2, { details: { minutes: 7 } });
    const { statuses } = await overlap(contacts('other', 0, 1), second, { reached: oneWaitsForKeys });
    expect(statuses).toEqual(['corrected', 'accepted']);
  });

  it('waits for it at the database when it brings more than contacts', async () => {
    const brand: IntakeRecord = { kind: 'brand', source: 'm', sourceKey: 'b', code: 'alpha', name: 'Alpha' };
    const second = [brand, ...contacts('mixed', 0, 2)];
    const { statuses } = await overlap(contacts('mixed', 0, 1), second, { reached: oneWaitsForKeys });
    expect(statuses).toEqual(['accepted', 'repeated', 'accepted']);
  });

  it('does not count on one within a unit of work, which may be undone yet', async () => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    // Begun outside, so that neither is within the unit of work itself.
    const second = begun.then(() => ingest.take(items(...contacts('unit', 0, 2)), door));
    const waits = begun.then(() => until(oneWaitsForKeys));
    const unit = database.unitOfWork(async () => {
      await ingest.take(items(...contacts('unit', 0, 1)), door);
      begin();
      await waits;
      throw new Error('changed my mind');
    });
    await expect(unit).rejects.toThrow('changed my mind');
    expect((await second).outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });
});

function countingTransactions(database: Database): { readonly database: Database; readonly begun: () => number } {
  let begun = 0;
  const transaction: Database['transaction'] = (work, options) => {
    begun += 1;
    return database.transaction(work, options);
  };
  return { database: { ...database, transaction }, begun: () => begun };
}
