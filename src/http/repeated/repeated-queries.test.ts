import { createHash } from 'node:crypto';
import { closeDoors, type DoorAnswer, openDoor } from '../../../test/helpers/door';
import { stubServices } from '../../../test/helpers/stub-services';
import type { CompiledPlan, OperationAnswer, OperationRequest } from '../../execution';
import { RapportError } from '../../sdk';

afterEach(closeDoors);

const query = 'query Ask($n: Int!) { number(of: $n) }';

/** Answers by the variables; -1 is left to graphql-js, -2 finds no database. */
function answering(given: Parameters<typeof stubServices>[0] = {}) {
  const requests: OperationRequest[] = [];
  const execute = async (request: OperationRequest): Promise<OperationAnswer> => {
    requests.push(request);
    const { n } = request.variables;
    const fault = new RapportError('UNAVAILABLE', 'The database did not answer in time. Try again.');
    if (n === -2) return { tier: 'plain', reason: 'It did not answer.', fault };
    if (typeof n !== 'number' || n < 0) return { tier: 'plain', reason: 'It is not its turn.' };
    return { tier: 'compiled', text: `{"number":${n}}`, errors: [], plan: {} as CompiledPlan };
  };
  return { requests, services: stubServices({ ...given, execute }) };
}

const headersOf = ({ headers }: { readonly headers: Headers }): object =>
  Object.fromEntries([...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'));

describe('a query that comes again with other variables', () => {
  it('is answered as it was the first time, to the last header', async () => {
    const { services, requests } = answering();
    const door = await openDoor(services);
    const answers: DoorAnswer[] = [];
    for (const n of [1, 1, 1]) answers.push(await door.post({ query, variables: { n } }));
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"data":{"number":1}}\n'));
    expect(answers.map(headersOf)).toEqual(answers.map(() => headersOf(answers[0] as DoorAnswer)));
    expect(new Set(requests.map(({ document }) => document)).size).toBe(1);
    expect((await door.post({ query, variables: { n: 7 } })).body).toEqual({ data: { number: 7 } });
  });

  it('is left to graphql-js where the executor leaves it, and tried once', async () => {
    const { services, requests } = answering();
    const door = await openDoor(services);
    for (const n of [1, -1]) await door.post({ query, variables: { n } });
    const { body } = await door.post({ query, variables: { n: -1 } });
    expect(body).toEqual({ data: { number: -1 } });
    expect(requests).toHaveLength(3);
    expect((await door.post({ query, variables: {} })).body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is answered in the media type that its caller takes', async () => {
    const door = await openDoor(answering().services);
    const types = [];
    for (const accept of ['*/*', 'application/graphql-response+json', '*/*', 'application/graphql-response+json']) {
      types.push((await door.post({ query, variables: { n: 1 } }, { accept })).headers.get('content-type'));
    }
    const [json, graphql] = ['application/json', 'application/graphql-response+json'].map((t) => `${t}; charset=utf-8`);
    expect(types).toEqual([json, graphql, json, graphql]);
    expect((await door.post({ query, variables: { n: 1 } }, { accept: 'text/html' })).status).toBe(406);
  });

  it('is told its cost when it asks, and refused when it costs too much', async () => {
    const sized = 'query ($n: Int!, $first: Int) { page(first: $first) { number(of: $n) } }';
    const door = await openDoor(answering({ limits: { items: 10, cost: 15 } }).services);
    for (const first of [1, 2]) await door.post({ query: sized, variables: { n: 1, first } });
    const told = await door.post({ query: sized, variables: { n: 1, first: 2 }, extensions: { cost: true } });
    expect(told.body.extensions?.cost).toMatchObject({ cost: 4, limit: 15 });
    expect(await door.codes(sized, { n: 1, first: 9 })).toEqual(['COST_TOO_HIGH']);
  });

  it('of which only one of several operations is meant is that operation', async () => {
    const several = 'query A($n: Int!) { number(of: $n) } query B { now } mutation C { write }';
    const door = await openDoor(answering().services);
    for (const n of [1, 2]) await door.post({ query: several, operationName: 'A', variables: { n } });
    expect((await door.post({ query: several, operationName: 'B' })).body.data).toHaveProperty('now');
    expect((await door.post({ query: several, operationName: 'C' })).body).toEqual({ data: { write: true } });
    expect(await door.codes(several)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  it('is answered by GET as the first time, and 304 to whom has the answer', async () => {
    const door = await openDoor(answering().services);
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await door.post({ query, variables: { n: 1 }, extensions });
    const ask = (n: unknown, headers = {}) => door.get({ extensions, variables: { n } }, headers);
    const answers = [await ask(1), await ask(1), await ask(1)];
    expect(answers.map(headersOf)).toEqual(answers.map(() => headersOf(answers[0] as DoorAnswer)));
    expect((await ask(2)).body).toEqual({ data: { number: 2 } });
    const etag = String(answers[0]?.headers.get('etag'));
    expect((await ask(1, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('x')).body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask(1, { 'apollo-require-preflight': '' })).status).toBe(400);
    expect((await door.get({ extensions, variables: '{' })).status).toBe(400);
    const told = await door.get({ extensions: { ...extensions, cost: true }, variables: { n: 1 } });
    expect(told.body.extensions).toHaveProperty('cost');
  });

  it('is refused a body that is not one', async () => {
    const door = await openDoor(answering().services);
    for (const n of [1, 2]) await door.post({ query, variables: { n } });
    for (const body of [
      { query, variables: '{}' },
      { query, variables: [1] },
      { query, operationName: 1 },
    ]) {
      expect((await door.post(body)).status).toBe(400);
    }
  });
});

it('an operation whose statement found no database does not ask it again', async () => {
  const { services } = answering();
  let sent = 0;
  const reader = () => ({ statements: 0, query: async () => [sent++] as never[] });
  const door = await openDoor({ ...services, database: { ...services.database, reader } });
  const asking = 'query ($n: Int!) { ask number(of: $n) }';
  for (let round = 0; round < 2; round += 1) {
    const { body } = await door.post({ query: asking, variables: { n: -2 } });
    expect(body.data).toEqual({ ask: null, number: -2 });
    expect(body.errors).toMatchObject([{ path: ['ask'], extensions: { code: 'UNAVAILABLE' } }]);
  }
  expect(sent).toBe(0);
});
