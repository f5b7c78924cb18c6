import { randomUUID } from 'node:crypto';
import { closeDoors, openDoor } from '../../../test/helpers/door';
import { stubServices } from '../../../test/helpers/stub-services';
import type { WebHookAdapter } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';

let database: TestDatabase;
let customerId = 0;
beforeAll(async () => {
  database = await testDatabase();
  const [customer] = await database.transaction((writer) =>
    writer.query<{ readonly id: number }>({
      text: `insert into core.customer (kind, display_name, created_at, updated_at)
        values ('organization', 'Ward', now(), now()) returning id`,
    }),
  );
  customerId = customer?.id ?? 0;
});
afterAll(async () => {
  await closeDoors();
  await database.close();
});

const webHook: WebHookAdapter = {
  ...{ id: 'events', title: 'Events', repeats: 'correct' },
  verify: () => undefined,
  read: ({ body }) => [{ rejected: { code: 'NOT_A_CONTACT', reason: body.toString() }, position: { line: 1 } }],
};
const counts = { accepted: 1, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };

describe('a web hook with an Idempotency-Key', () => {
  it('is taken once, and its receipt repeated', async () => {
    let taken = 0;
    const take = async () => {
      taken += 1;
      const outcome = { status: 'waiting' as const, position: { line: taken }, customerId };
      return { counts, outcomes: [outcome] };
    };
    const { url } = await openDoor(stubServices({ database, webHook, take }));
    const key = randomUUID();
    const send = async (body: string) => {
      const answer = await fetch(`${url}/intake/stub/events`, {
        ...{ method: 'POST', body },
        headers: { 'idempotency-key': key },
      });
      const replayed = answer.headers.get('idempotency-replayed');
      return { status: answer.status, replayed, body: (await answer.json()) as Record<string, unknown> };
    };
    const first = await send('one');
    expect(first).toEqual({
      ...{ status: 200, replayed: null },
      body: { counts, items: [{ status: 'waiting', position: { line: 1 } }] },
    });
    expect(await send('one')).toEqual({ ...first, replayed: 'true' });
    expect(await send('two')).toMatchObject({
      status: 422,
      body: { errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] },
    });
    expect(taken).toBe(1);
    const [kept] = await database.reader().query({ text: 'select customer_ids from core.idempotent_answer' });
    expect(kept).toEqual({ customer_ids: [customerId] });
  });
});
