import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { closeDoors, type Door, openDoor } from '../helpers/door';

afterEach(closeDoors);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Sent {
  readonly method: string;
  readonly hasQuery: boolean;
  readonly hash: string;
  readonly status: number;
}

/** The client as an application makes it: persisted queries by GET, over real HTTP, with what went over the line. */
function clientOf(
  { url }: Door,
  useGETForHashedQueries: 'by GET' | 'by POST',
): { readonly client: ApolloClient; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const http = new HttpLink({
    uri: `${url}/graphql`,
    headers: { 'apollo-require-preflight': 'true' },
    fetch: async (address, request) => {
      const answer = await fetch(address, request);
      const parameters = new URL(String(address)).searchParams;
      const body =
        request?.body == null
          ? Object.fromEntries(parameters)
          : (JSON.parse(String(request.body)) as Record<string, unknown>);
      const extensions = typeof body.extensions === 'string' ? JSON.parse(body.extensions) : body.extensions;
      sent.push({
        ...{ method: request?.method ?? 'GET', hasQuery: 'query' in body, status: answer.status },
        hash: (extensions as { persistedQuery: { sha256Hash: string } }).persistedQuery.sha256Hash,
      });
      return answer;
    },
  });
  const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries: useGETForHashedQueries === 'by GET' });
  const link = ApolloLink.from([persisted, http]);
  return { sent, client: new ApolloClient({ link, cache: new InMemoryCache() }) };
}

const who = gql`query Who { who now }`;

describe('automatic persisted queries of Apollo Client', () => {
  it('are registered once, and asked for by their hash alone from then on, by GET', async () => {
    const { client, sent } = clientOf(await openDoor(), 'by GET');
    const query = () => client.query<{ readonly who: string }>({ query: who, fetchPolicy: 'network-only' });
    expect((await query()).data?.who).toBe('development');
    expect((await query()).data?.who).toBe('development');
    expect(sent.map(({ method, hasQuery, status }) => [method, hasQuery, status])).toEqual([
      ['GET', false, 200],
      ['POST', true, 200],
      ['GET', false, 200],
    ]);
    expect(new Set(sent.map(({ hash }) => hash)).size).toBe(1);
    client.stop();
  });

  it('are those of the server: another client finds what one has registered', async () => {
    const door = await openDoor();
    const one = clientOf(door, 'by POST');
    const other = clientOf(door, 'by GET');
    await one.client.query({ query: who });
    await other.client.query({ query: who });
    expect(other.sent.map(({ method, hasQuery }) => [method, hasQuery])).toEqual([['GET', false]]);
    one.client.stop();
    other.client.stop();
  });

  it('carry variables, and mutations by POST', async () => {
    const { client, sent } = clientOf(await openDoor(), 'by GET');
    const number = gql`query Number($of: Int!) { number(of: $of) }`;
    for (const of of [1, 2]) {
      expect((await client.query({ query: number, variables: { of } })).data).toEqual({ number: of });
    }
    expect((await client.mutate({ mutation: gql`mutation Write { write }` })).data).toEqual({ write: true });
    expect(sent.at(-1)?.method).toBe('POST');
    client.stop();
  });

  it('do not take a text under the hash of another one', async () => {
    const { post, get } = await openDoor();
    const wrong = { persistedQuery: { version: 1, sha256Hash: sha256('{ who }') } };
    expect((await post({ query: '{ now }', extensions: wrong })).status).toBe(400);
    expect((await get({ extensions: wrong })).body.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});
