import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { connectDatabase } from '../../db/connect';
import type { Database } from '../../db/database';
import { createTestDatabase } from '../../testing';
import { appendEntries, entriesAfter, entryHash, type NewEntry } from './read-audit.store';
import { verifyAudit } from './verify-audit';

jest.setTimeout(60_000);

const entry = (given: Partial<NewEntry> = {}): NewEntry => ({
  ...{ readAt: new Date('2026-11-21T12:00:00.007Z'), subject: 'olga', roles: ['admin'], operation: 'Look' },
  ...{ purpose: 'service', requestId: 'r1', customerIds: [1, 2] },
  ...given,
});

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
/** As many instances. */
const instances: Database[] = [];
beforeAll(async () => {
  stored = await createTestDatabase();
  for (const _ of [1, 2, 3, 4]) {
    instances.push(
      await connectDatabase({ url: stored.url, poolSize: 2, statementTimeout: 60_000, onFault: () => undefined }),
    );
  }
});
afterAll(async () => {
  for (const database of instances) await database.close();
  await stored.drop();
});
const one = () => instances[0] as Database;

describe('the chain of the read audit', () => {
  it('hashes the hash before it and the entry as JSON with its keys in order, in the database as here', async () => {
    const text =
      '{"customerIds":[1,2],"operation":"Look","purpose":"service","readAt":"2026-11-21T12:00:00.007Z","requestId":"r1","roles":["admin"],"seq":7,"subject":"olga"}';
    const expected = createHash('sha256').update(`before${text}`).digest('hex');
    expect(entryHash('before', { ...entry(), seq: 7 })).toBe(expected);

    await appendEntries(one(), [entry()]);
    const [first] = await entriesAfter(one().reader(), 0, 1);
    expect(first?.hash).toBe(createHash('sha256').update(text.replace('"seq":7', '"seq":1')).digest('hex'));
  });

  it.each([
    ['letters of any script', { subject: 'Zoë Łódź 東京 😀' }],
    ['quotes, backslashes and line breaks', { operation: 'a "b" \\c\\ {d,e}\n\t\u001f', subject: '\\"' }],
    ['nothing', { purpose: null, roles: [], customerIds: [], operation: '' }],
    ['what could be taken for a place', { subject: '"seq":9', operation: '","seq":1' }],
    ['words of array literals', { subject: 'NULL', requestId: '{}', roles: ['NULL', 'a,b', ''] }],
    [
      'the largest numbers',
      { customerIds: [Number.MAX_SAFE_INTEGER, 1], readAt: new Date('9999-12-31T23:59:59.999Z') },
    ],
  ])('keeps an entry with %s as it was given', async (_what, given) => {
    const { head } = await verifyAudit(one().reader());
    await appendEntries(one(), [entry(given)]);
    expect(await entriesAfter(one().reader(), head.seq, 10)).toMatchObject([{ ...entry(given), seq: head.seq + 1 }]);
    expect(await verifyAudit(one().reader())).toMatchObject({ fault: null });
  });

  it('has no gap and no place twice when instances append at the same time, and the entries of a write together', async () => {
    const before = (await verifyAudit(one().reader())).head.seq;
    const writes = Array.from({ length: 80 }, (_, write) => ({ write, entries: 1 + (write % 7) }));
    await Promise.all(
      writes.map(({ write, entries }) =>
        appendEntries(
          instances[write % instances.length] as Database,
          Array.from({ length: entries }, (_, at) => entry({ requestId: `${write}`, customerIds: [at] })),
        ),
      ),
    );
    const { fault, head } = await verifyAudit(one().reader());
    expect(fault).toBeNull();
    const found = await entriesAfter(one().reader(), before, 1_000);
    expect(head.seq - before).toBe(writes.reduce((sum, { entries }) => sum + entries, 0));
    const order = [...new Set(found.map(({ requestId }) => requestId))];
    expect(order).toHaveLength(writes.length);
    const expected = order.flatMap((write) => Array.from({ length: 1 + (Number(write) % 7) }, (_, at) => [write, at]));
    expect(found.map(({ requestId, customerIds }) => [requestId, customerIds[0]])).toEqual(expected);
  });

  it('is appended to by one statement, whatever the number of entries', async () => {
    const sent = jest.spyOn(Client.prototype, 'query');
    await appendEntries(one(), [entry(), entry()]);
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
  });

  it('takes its functions from the system, whatever the session searches', async () => {
    await one().transaction(async (writer) => {
      await writer.execute({ text: 'create schema other' });
      await writer.execute({
        text: `create function other.sha256(bytea) returns bytea language sql as $$ select ''::bytea $$`,
      });
      await writer.execute({ text: 'set local search_path = other, pg_catalog' });
      await appendEntries(writer, [entry()]);
    });
    expect(await verifyAudit(one().reader())).toMatchObject({ fault: null });
  });

  it('is not appended to by other roles', async () => {
    const appended = one().transaction(async (writer) => {
      await writer.execute({ text: 'create role stranger' });
      await writer.execute({ text: 'grant usage on schema core to stranger' });
      await writer.execute({ text: 'set local role stranger' });
      await appendEntries(writer, [entry()]);
    });
    await expect(appended).rejects.toMatchObject({ code: '42501' });
  });
});
