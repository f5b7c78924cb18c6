import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '../../src/testing';
import { kill, type PlatformProcess, startPlatform } from '../helpers/platform-process';

jest.setTimeout(120_000);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let platform: PlatformProcess;
let customerId = '';
const start = () =>
  startPlatform({
    ...{ DATABASE_URL: database.url, RAPPORT_PLUGINS: '["rapport-plugin-rep"]' },
    RAPPORT_PRIVACY_KEY: 'a secret of the tests, long enough',
  });

beforeAll(async () => {
  database = await createTestDatabase();
  platform = await start();
  const made = await platform.graphql<{ upsertCustomer: { customer: { id: string } } }>(
    `mutation { upsertCustomer(input: { source: "t", sourceKey: "ana", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { customer { id } } }`,
  );
  customerId = made.data?.upsertCustomer.customer.id ?? '';
});
afterAll(async () => {
  await platform?.stop();
  await database?.drop();
});

interface Answer {
  readonly status: number;
  readonly replayed: string | null;
  readonly retryAfter: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  readonly body: any;
}

async function post(path: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`${platform.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { status } = answer;
  const [replayed, retryAfter] = ['idempotency-replayed', 'retry-after'].map((name) => answer.headers.get(name));
  return { status, replayed: replayed ?? null, retryAfter: retryAfter ?? null, body: await answer.json() };
}

/** Places a new hold each time it is carried out. */
const hold = `mutation ($id: ID!, $reason: String!) {
  placeLegalHold(input: { customerId: $id, areas: [MONEY], reason: $reason }) { hold { id } } }`;
const place = (key: string, reason: string, id = customerId) =>
  post('/graphql', { query: hold, variables: { id, reason } }, { 'idempotency-key': key });
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions.code;

async function holdsFor(reason: string): Promise<number> {
  const { data } = await platform.graphql<{ legalHolds: { reason: string }[] }>(
    'query ($id: ID!) { legalHolds(customerId: $id) { reason } }',
    { id: customerId },
  );
  return data?.legalHolds.filter((each) => each.reason === reason).length ?? Number.NaN;
}

describe('a mutation with an Idempotency-Key', () => {
  it('is carried out once by sixteen requests at the same time, and all have its answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 16 }, () => place(key, 'sixteen')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.data.placeLegalHold.hold.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed === 'true')).toHaveLength(15);
    expect(await holdsFor('sixteen')).toBe(1);
  });

  it('is answered the same by the next process, after the first one was killed', async () => {
    const key = randomUUID();
    const first = await place(key, 'restart');
    await kill(platform);
    platform = await start();
    const second = await place(`"${key}"`, 'restart');
    expect([first.replayed, second.replayed]).toEqual([null, 'true']);
    expect(second.body).toEqual(first.body);
    expect(await holdsFor('restart')).toBe(1);
  });

  it('is refused with 422 when its key was another request’s, and with 400 when the key is none', async () => {
    const key = randomUUID();
    await place(key, 'conflict');
    const other = await place(key, 'other');
    expect([other.status, codeOf(other), await holdsFor('other')]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', 0]);
    const faulty = await place('short', 'other');
    expect([faulty.status, codeOf(faulty)]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });

  it('that did nothing may be sent again when its reason is gone', async () => {
    const key = randomUUID();
    const faulty = await place(key, ' ');
    expect([faulty.status, codeOf(faulty)]).toEqual([200, 'BAD_INPUT']);
    expect(await place(key, 'better')).toMatchObject({ status: 200, replayed: null });
  });

  it('stores nothing when a part is refused whose answer no other can be shown without', async () => {
    const key = randomUUID();
    const query = `mutation ($id: ID!) {
      one: placeLegalHold(input: { customerId: $id, reason: "partly" }) { hold { id } }
      two: releaseLegalHold(input: { id: "nonsense" }) { hold { id } } }`;
    const send = () => post('/graphql', { query, variables: { id: customerId } }, { 'idempotency-key': key });
    const [first, second] = [await send(), await send()];
    expect(first.body).toMatchObject({ data: null, errors: [{ extensions: { code: 'ID_INVALID' } }] });
    expect([second.replayed, await holdsFor('partly')]).toEqual([null, 0]);
  });

  it('says that it was done when an erasure has removed what it answered', async () => {
    const person = await post(
      '/graphql',
      {
        query: `mutation { upsertCustomer(input: { source: "t", sourceKey: "zq7", kind: PROFESSIONAL,
          identifiers: [{ system: "crm", value: "zq7" }], name: { given: "Zq7vmarker", family: "Lund" } }) {
          customer { id displayName } } }`,
      },
      { 'idempotency-key': 'creation-of-customer-zq7' },
    );
    const { id, displayName } = person.body.data.upsertCustomer.customer;
    expect(displayName).toContain('Zq7vmarker');
    const erased = await platform.graphql(
      'mutation ($id: ID!) { eraseCustomer(input: { customerId: $id, ground: REQUEST }) { erasure { id } } }',
      { id },
    );
    expect(erased.errors).toBeUndefined();
    const again = await post(
      '/graphql',
      {
        query: `mutation { upsertCustomer(input: { source: "t", sourceKey: "zq7", kind: PROFESSIONAL,
          identifiers: [{ system: "crm", value: "zq7" }], name: { given: "Zq7vmarker", family: "Lund" } }) {
          customer { id displayName } } }`,
      },
      { 'idempotency-key': 'creation-of-customer-zq7' },
    );
    expect([again.status, codeOf(again)]).toEqual([410, 'IDEMPOTENCY_ANSWER_ERASED']);
    expect(JSON.stringify(again.body)).not.toContain('Zq7vmarker');
  });

  it('is in the read audit each time its answer shows a person', async () => {
    const query = `mutation Rename { upsertCustomer(input: { source: "t", sourceKey: "bea", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "bea" }], name: { given: "Bea", family: "Lund" } }) { customer { id displayName } } }`;
    const send = () => post('/graphql', { query }, { 'idempotency-key': 'creation-of-customer-bea' });
    const [first] = [await send(), await send(), await send()];
    const { id } = first.body.data.upsertCustomer.customer;
    const shown = async () =>
      (
        await platform.graphql<{ readAudit: { operation: string }[] }>(
          'query ($id: ID!) { readAudit(customerId: $id) { operation } }',
          { id },
        )
      ).data?.readAudit.filter(({ operation }) => operation === 'Rename').length;
    while ((await shown()) !== 3) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('leaves queries as they are, and is not taken on streams', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const query = { query: '{ customers { totalCount } }' };
    expect(await post('/graphql', query, key)).toMatchObject({ status: 200, replayed: null });
    expect(await post('/graphql', query, key)).toMatchObject({ status: 200, replayed: null });
    const stream = await post('/graphql/stream', query, { ...key, accept: 'text/event-stream' });
    expect([stream.status, codeOf(stream)]).toEqual([400, 'BAD_INPUT']);
  });
});
