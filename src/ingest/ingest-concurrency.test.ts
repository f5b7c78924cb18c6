import { call, customer, items, openIntake, rowsOf, type TestIntake } from '../../test/helpers/intake-fixture';
import type { Database } from '../db/database';
import type { IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const door = { id: 'mutation', repeats: 'correct', snapshots: 'now' } as const;

describe('writers at the same time', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
  });
  afterAll(() => database.close());
  const count = async (text: string): Promise<unknown> => Object.values((await rowsOf(database, text))[0] ?? {})[0];

  it('lose and double nothing when four of them bring the same records in different orders', async () => {
    const records: IntakeRecord[] = Array.from({ length: 12 }, (_, n) => customer(`c${n}`));
    const brand: IntakeRecord = { kind: 'brand', source: 'm', sourceKey: 'b', code: 'alpha', name: 'Alpha' };
    const calls = Array.from({ length: 240 }, (_, n) =>
      call(`k${n}`, `c${n % 12}`, { brand: 'alpha', occurredAt: `2026-03-${10 + (n % 9)}T10:00:00Z` }),
    );
    const batches = (writer: number): IntakeRecord[][] =>
      Array.from({ length: 8 }, (_, batch) => {
        const start = ((batch * 5 + writer * 3) % 8) * 30;
        const part = [...calls.slice(start, start + 30), ...calls.slice((start + 15) % 240, ((start + 15) % 240) + 15)];
        return [brand, ...records, ...(writer % 2 === 0 ? part : part.toReversed())];
      });
    const write = async (writer: number): Promise<number> => {
      let accepted = 0;
      for (const batch of batches(writer)) accepted += (await ingest.take(items(...batch), door)).counts.accepted;
      return accepted;
    };
    const accepted = await Promise.all([0, 1, 2, 3].map(write));
    expect(accepted.reduce((sum, n) => sum + n, 0)).toBe(1 + 12 + 240);
    expect(await count('select count(*) from core.interaction')).toBe(240);
    expect(await count('select count(*) from core.interaction where retracted_at is not null')).toBe(0);
    expect(await count('select count(*) from core.customer')).toBe(12);
    expect(await count('select sum(interactions) from core.rollup_customer_month')).toBe(240);
    expect(await count(`select sum(n) from core.bucket where signal = 'call.talked' and half_life <> 180`)).toBe(240);
    expect(await count('select count(*) from core.intake_set_aside')).toBe(0);
  }, 60_000);

  it('correct one key again and again and leave one live contact', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => ingest.take(items(call('hot', 'c0', { details: { minutes: n } })), door)),
    );
    expect(answers.map(({ counts }) => counts.accepted + counts.corrected)).toEqual(
      Array.from({ length: 12 }, () => 1),
    );
    const rows = await rowsOf(
      database,
      `select revision, retracted_at is null as live from core.interaction where source_key = 'hot' order by revision`,
    );
    expect(rows).toEqual(Array.from({ length: 12 }, (_, n) => ({ revision: n + 1, live: n === 11 })));
  }, 60_000);

  it('resubmit each waiting record once', async () => {
    await ingest.take(items(customer('late')), door);
    await ingest.take(
      items(...Array.from({ length: 40 }, (_, n) => call(`late${n}`, 'late', { brand: 'LATE' }))),
      door,
    );
    await ingest.take(items({ kind: 'brand', source: 'master', sourceKey: 'LATE', code: 'LATE', name: 'Late' }), door);
    const receipts = await Promise.all([0, 1, 2, 3].map(() => ingest.resubmit({ limit: 15 })));
    expect(receipts.reduce((sum, { counts }) => sum + counts.accepted, 0)).toBe(40);
    expect(await count(`select count(*) from core.intake_set_aside where resolved_at is null`)).toBe(0);
  }, 60_000);

  it('take a waiting record once when two batches bring its customer', async () => {
    await ingest.take(items(...Array.from({ length: 20 }, (_, n) => call(`twice${n}`, 'twice'))), door);
    await Promise.all(
      [0, 1, 2].map((n) => ingest.take(items({ ...customer('twice'), sourceKey: `twice from ${n}` }), door)),
    );
    expect(await count(`select count(*) from core.interaction where source_key like 'twice%'`)).toBe(20);
    expect(await count(`select count(*) from core.intake_set_aside where resolved_at is null`)).toBe(0);
  }, 60_000);

  describe('that share contacts with a batch under way', () => {
    /** Takes the second batch while the first one, which has everything but its commit behind it, waits for it to be stuck. */
    const overlap = async (first: readonly IntakeRecord[], second: readonly IntakeRecord[]) => {
      const counting = countingTransactions(database);
      const other = await openIntake(counting.database);
      const before = counting.begun();
      let taken: ReturnType<typeof other.take> | undefined;
      const beforeCommit = async (): Promise<void> => {
        taken = other.take(items(...second), door);
        await untilWaiting();
      };
      await ingest.take(items(...first), { ...door, beforeCommit });
      return { receipt: await taken, attempts: counting.begun() - before };
    };
    const untilWaiting = async (): Promise<void> => {
      const waiting = `select count(*)::int from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%intake_claim%'`;
      while ((await count(waiting)) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const contacts = (from: number, to: number, more: object = {}): readonly IntakeRecord[] =>
      Array.from({ length: to - from }, (_, n) => call(`shared${from + n}`, `c${(from + n) % 12}`, more));

    it('take what is the same for repeats, without beginning anew', async () => {
      const { receipt, attempts } = await overlap(contacts(0, 8), [...contacts(5, 12), ...contacts(6, 7)]);
      expect(receipt?.outcomes.map(({ status }) => status)).toEqual([
        ...Array.from({ length: 3 }, () => 'repeated'),
        ...Array.from({ length: 4 }, () => 'accepted'),
        'repeated',
      ]);
      expect(attempts).toBe(1);
      expect(await count(`select count(*) from core.interaction where source_key like 'shared%'`)).toBe(12);
      expect(await count(`select count(*) from core.intake_claim where source_key like 'shared%'`)).toBe(12);
      expect(
        await count(`select count(distinct event_id) from core.contribution c join core.interaction i
        on i.customer_id = c.customer_id and i.id = c.event_id where i.source_key like 'shared%'`),
      ).toBe(12);
    });

    it('begin anew where it is another body, which corrects the one that was faster', async () => {
      const { receipt, attempts } = await overlap(contacts(20, 22), contacts(20, 23, { details: { minutes: 9 } }));
      expect(receipt?.outcomes.map(({ status }) => status)).toEqual(['corrected', 'corrected', 'accepted']);
      expect(attempts).toBe(2);
    });

    it('begin anew where the contact decides about others', async () => {
      const ban = (n: number) => call(`ban${n}`, 'c1', { type: 'call.banned', details: {} });
      const { receipt, attempts } = await overlap([ban(1)], [ban(1), ban(2)]);
      expect(receipt?.outcomes.map(({ status }) => status)).toEqual(['repeated', 'accepted']);
      expect(attempts).toBe(2);
    });
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
