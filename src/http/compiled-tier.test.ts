import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { closeDoors, openDoor } from '../../test/helpers/door';
import { stubServices } from '../../test/helpers/stub-services';
import type { CompiledPlan, OperationAnswer, OperationRequest } from '../execution';

afterEach(closeDoors);

const plan = {} as CompiledPlan;

/** Answers queries whose first field is `ask` with the text given; the others are not its turn. */
function executing(text: string) {
  const requests: OperationRequest[] = [];
  const execute = async (request: OperationRequest): Promise<OperationAnswer> => {
    requests.push(request);
    const [definition] = request.document.definitions;
    const isAsk = definition?.loc?.source.body.includes('ask') === true;
    if (!isAsk) return { tier: 'plain', reason: 'It has no field that could be asked.' };
    await request.context.reader.query({ name: 'q_1', text: 'select $1' });
    return { tier: 'compiled', text, errors: [], plan };
  };
  return { requests, services: stubServices({ execute }) };
}

describe('an operation that the executor answers', () => {
  it('goes out as the text that the database made', async () => {
    const { services, requests } = executing('{"ask" : 1e2, "ä":"\\u00e4"}');
    const door = await openDoor(services);
    const query = 'query A($n: Int!) { ask number(of: $n) } query B { now }';
    const { text, headers } = await door.post({ query, operationName: 'A', variables: { n: 3 } });
    expect(text).toBe('{"data":{"ask" : 1e2, "ä":"\\u00e4"}}\n');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(requests[0]).toMatchObject({ operationName: 'A', variables: { n: 3 } });
    expect(requests[0]?.context.principal.subject).toBe('development');
  });

  it('is given the same document each time, so that its plan can be kept with it', async () => {
    const { services, requests } = executing('{}');
    const door = await openDoor(services);
    for (let round = 0; round < 3; round += 1) await door.post({ query: '{ ask }' });
    expect(new Set(requests.map(({ document }) => document)).size).toBe(1);
  });

  it('keeps what is said beside the data', async () => {
    const door = await openDoor(executing('{"ask":1}').services);
    const { body } = await door.post({ query: '{ ask }', extensions: { cost: true } }, { 'rapport-explain': '1' });
    expect(body).toEqual({
      data: { ask: 1 },
      extensions: {
        cost: { cost: 1, items: 0, path: ['ask'], limit: 500_000, itemsLimit: 100_000 },
        statements: 1,
        plan: { tier: 'compiled', fallback: null, statements: [{ name: 'q_1' }] },
      },
    });
  });

  it('is left to graphql-js where it is not its turn, with the reason for developers', async () => {
    const { services, requests } = executing('{}');
    const door = await openDoor(services);
    const explained = await door.post({ query: '{ who }' }, { 'rapport-explain': 'sql' });
    expect(explained.body).toEqual({
      data: { who: 'development' },
      extensions: {
        statements: 0,
        plan: { tier: 'plain', fallback: 'It has no field that could be asked.', statements: [] },
      },
    });
    expect((await door.post({ query: 'mutation { write }' })).body).toEqual({ data: { write: true } });
    expect(requests).toHaveLength(1);
  });

  it('tells the texts of statements to developers who ask for them, and nobody in production', async () => {
    const { services } = executing('{"ask":1}');
    const door = await openDoor(services);
    const { body } = await door.post({ query: '{ ask }' }, { 'rapport-explain': 'sql' });
    expect(body.extensions?.plan).toMatchObject({ statements: [{ name: 'q_1', sql: 'select $1' }] });
    const production = { ...services, config: { ...services.config, environment: 'production' as const } };
    const closed = await openDoor(production);
    expect((await closed.post({ query: '{ ask }' }, { 'rapport-explain': '1' })).body).toEqual({ data: { ask: 1 } });
  });

  it('works over sockets too', async () => {
    const { services, requests } = executing('{"ask":7}');
    const { url } = await openDoor(services);
    const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const results: unknown[] = [];
    for (const query of ['{ ask }', '{ ask }', '{ who }', 'mutation { write }']) {
      for await (const result of client.iterate({ query })) results.push(result);
    }
    await client.dispose();
    expect(results).toEqual([
      { data: { ask: 7 } },
      { data: { ask: 7 } },
      { data: { who: 'development' } },
      { data: { write: true } },
    ]);
    expect(requests).toHaveLength(3);
    expect(requests[0]?.document).toBe(requests[1]?.document);
  });
});
