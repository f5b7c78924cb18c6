import { createHash } from 'node:crypto';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type TestDatabase, testDatabase } from '../../src/testing';
import { type GraphqlAnswer, type PlatformProcess, startPlatform } from '../helpers/platform-process';

const view = `query View($id: ID!) {
  customer(id: $id) {
    id displayName kind territory { name }
    identifiers { system value }
    timeline(first: 2) { totalCount nodes { id type occurredAt brand { code } } pageInfo { hasNextPage } }
  }
}`;

interface Plan {
  readonly tier: string;
  readonly fallback: string | null;
  readonly statements: readonly { readonly name: string | null }[];
}

describe('the executor behind its transports', () => {
  let database: TestDatabase;
  let platform: PlatformProcess;
  let id: string;

  beforeAll(async () => {
    database = await testDatabase();
    platform = await startPlatform({ DATABASE_URL: database.url, RAPPORT_MAX_COST: '20000' });
    id = await upsert('Família "Ünü"');
  }, 180_000);
  afterAll(async () => {
    await platform?.stop();
    await database?.close();
  });

  const planOf = ({ extensions }: GraphqlAnswer<unknown>) => extensions?.plan as Plan;

  it('answers the view by one named statement, and says so to developers', async () => {
    // The first operation of a process also asks the database what its columns hold; the third gives the statement its name.
    for (let round = 0; round < 2; round += 1) await platform.graphql(view, { id });
    const answer = await platform.graphql(view, { id });
    expect(answer.errors).toBeUndefined();
    expect(planOf(answer)).toEqual({
      tier: 'compiled',
      fallback: null,
      statements: [{ name: expect.stringMatching(/\w/) }],
    });
  });

  it('says why it leaves an operation to graphql-js', async () => {
    const answer = await platform.graphql('{ __schema { queryType { name } } }');
    expect(planOf(answer)).toMatchObject({ tier: 'plain', fallback: expect.stringMatching(/\w/), statements: [] });
  });

  it('gives the same answer by POST, GET, socket and event stream', async () => {
    const { data } = await platform.graphql(view, { id });
    const [overSocket, overStream] = [await socketAnswer(), await streamAnswer()];
    expect(data).toMatchObject({ customer: { id, displayName: 'Família "Ünü"', identifiers: [{ value: 'C-1' }] } });
    expect(overSocket).toEqual({ data });
    expect(overStream).toEqual({ data });
    expect((await get()).body).toEqual({ data });
  });

  it('answers a persisted view that has not changed by 304, until it changes', async () => {
    const { tag } = await get();
    expect(await get({ 'if-none-match': tag })).toMatchObject({ status: 304, body: null });
    await upsert('Other');
    const changed = await get({ 'if-none-match': tag });
    expect(changed).toMatchObject({ status: 200, body: { data: { customer: { displayName: 'Other' } } } });
  });

  it('refuses what costs too much before a statement is sent', async () => {
    const query = '{ customers(first: 200) { nodes { timeline(first: 100) { nodes { id } } } } }';
    const { errors, data, extensions } = await platform.graphql(query);
    expect([data, extensions?.statements]).toEqual([undefined, 0]);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('Most of it arises at customers.nodes.timeline.nodes.id'),
        extensions: { code: 'COST_TOO_HIGH', cost: { asked: 40_401, limit: 20_000 } },
      },
    ]);
  });

  async function upsert(family: string): Promise<string> {
    const { data, errors } = await platform.graphql<{ upsertCustomer: { customer: { id: string } } }>(
      'mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { customer { id } } }',
      {
        input: {
          ...{ source: 'test', sourceKey: '1', kind: 'PROFESSIONAL', name: { family } },
          identifiers: [{ system: 'test', value: 'C-1' }],
        },
      },
    );
    if (data === undefined) throw new Error(JSON.stringify(errors));
    return data.upsertCustomer.customer.id;
  }

  async function get(headers: Record<string, string> = {}) {
    const sha256Hash = createHash('sha256').update(view).digest('hex');
    const parameters = {
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }),
      variables: JSON.stringify({ id }),
    };
    const ask = (more: Record<string, string>) =>
      fetch(`${platform.url}/graphql?${new URLSearchParams({ ...parameters, ...more })}`, {
        headers: { 'apollo-require-preflight': 'yes', ...headers },
      });
    await ask({ query: view }).then((answer) => answer.text());
    const answer = await ask({});
    const text = await answer.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, tag: answer.headers.get('etag') ?? '', body };
  }

  async function socketAnswer(): Promise<unknown> {
    const client = createClient({ url: `${platform.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const { value } = await client.iterate({ query: view, variables: { id } }).next();
    await client.dispose();
    return value;
  }

  async function streamAnswer(): Promise<unknown> {
    const client = createStreamClient({ url: `${platform.url}/graphql/stream`, retryAttempts: 0 });
    const { value } = await client.iterate({ query: view, variables: { id } }).next();
    client.dispose();
    return value;
  }
});
