import { encodeGlobalId } from '../../src/shared/global-id';
import {
  admin,
  analyst,
  app,
  ask,
  askStrict,
  closeProduction,
  codeOf,
  customers,
  openProduction,
  rep,
  send,
} from '../helpers/production-platform';

jest.setTimeout(120_000);

/** The recommendations of the OWASP cheat sheet on GraphQL, in its order, each against the whole platform in production. */

beforeAll(openProduction);
afterAll(closeProduction);

describe('input validation', () => {
  it('uses data types: scalars and enumerations refuse what they are not made for', async () => {
    const filter = (given: object) =>
      ask(admin, 'query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', { f: given });
    expect(codeOf(await filter({ countries: ['Atlantis'] }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await filter({ kinds: ['ROBOT'] }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await filter({ valueAtLeast: 'much' }))).toBe('BAD_USER_INPUT');
  });

  it('has schemas for the input of mutations: what they do not name is refused', async () => {
    const input = { code: 'B', name: 'B', isAdmin: true };
    const answer = await ask(admin, 'mutation ($i: UpsertBrandInput!) { upsertBrand(input: $i) { status } }', {
      i: input,
    });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  });

  it('lists what is allowed: sources, codes and ids have a form', async () => {
    const { body } = await ask(
      admin,
      'mutation { upsertBrand(input: { code: "B\u202e", name: "B", source: " " }) { status problem { code } } }',
    );
    expect(body.data.upsertBrand).toMatchObject({ status: 'REJECTED', problem: { code: 'RECORD_MALFORMED' } });
    expect(codeOf(await ask(admin, '{ customer(id: "1 or 1=1") { id } }'))).toBe('ID_INVALID');
  });

  it('takes Unicode in one encoding: halves of characters are refused', async () => {
    const { body } = await ask(
      admin,
      'mutation ($n: String!) { upsertBrand(input: { code: "H", name: $n }) { status } }',
      { n: 'a\ud800' },
    );
    expect(body.data.upsertBrand.status).toBe('REJECTED');
  });

  it('refuses gracefully, and does not tell how it works inside', async () => {
    const answer = await ask(admin, '{ customers(after: "xx") { totalCount } }');
    expect(codeOf(answer)).toBe('CURSOR_INVALID');
    expect(answer.text).not.toMatch(/select|node_modules|\.ts|at /);
  });
});

describe('injection prevention', () => {
  it('binds values: SQL in a text is a text', async () => {
    const found = (text: string) =>
      ask(admin, 'query ($t: String) { customers(filter: { nameContains: $t }) { totalCount } }', { t: text });
    expect((await found(`x' or '1'='1`)).body.data.customers.totalCount).toBe(0);
    expect((await found('Lund')).body.data.customers.totalCount).toBe(2);
  });

  it('takes signs of patterns for what they are', async () => {
    const { body } = await ask(admin, '{ customers(filter: { nameContains: "L_nd%" }) { totalCount } }');
    expect(body.data.customers.totalCount).toBe(0);
  });

  it('asks no address that a caller names: there is no field that does', async () => {
    const urls = Object.values(app.schema.getTypeMap()).flatMap((type) =>
      'getFields' in type
        ? Object.values(type.getFields()).flatMap((field) => ('args' in field ? field.args : [field]))
        : [],
    );
    expect(urls.filter(({ name }) => /url|uri|host|endpoint|callback/i.test(name))).toEqual([]);
  });
});

describe('prevention of denial of service', () => {
  it('limits the depth of a query', async () => {
    const deep = `{ customers { nodes { ${'timeline { nodes { customer { '.repeat(6)} id ${'} } } '.repeat(6)} } } }`;
    expect((await ask(admin, deep)).body.errors?.[0]?.message).toMatch(/levels deep; 15 are allowed/);
  });

  it('limits the amount of an object that is asked for', async () => {
    expect(codeOf(await ask(admin, '{ customers(first: 99999999) { nodes { id } } }'))).toBe('PAGE_TOO_LARGE');
  });

  it('pages what is long, whether a page is asked for or not', async () => {
    const { body } = await ask(admin, '{ customers { nodes { id } pageInfo { hasNextPage } } }');
    expect(body.data.customers.nodes.length).toBeLessThanOrEqual(20);
    expect(codeOf(await ask(admin, '{ customers(first: 201) { nodes { id } } }'))).toBe('PAGE_TOO_LARGE');
  });

  it('analyses what a query costs, and has a most that one may', async () => {
    const dear =
      '{ customers(first: 200) { nodes { timeline(first: 200) { nodes { id type occurredAt customer { id displayName relationshipValue { score } } } } } } }';
    const answer = await ask(admin, dear);
    expect(['COST_TOO_HIGH', 'PAGE_TOO_LARGE', 'GRAPHQL_VALIDATION_FAILED']).toContain(codeOf(answer));
  });

  it('batches and caches what the server asks the database: a longer page takes no more statements', async () => {
    const statements = async (first: number) => {
      const query = `{ customers(first: ${first}) { nodes { id identifiers { value } territory { name } } } }`;
      return (await askStrict('counter', query)).body.extensions?.statements;
    };
    const one = await statements(1);
    expect(one).toBeGreaterThan(0);
    // The first operation of a process asks once more, what the database holds.
    expect(await statements(2)).toBeLessThanOrEqual(one as number);
  });

  it('limits how often a caller may ask', async () => {
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await askStrict('hasty', '{ me { name } }')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('has timeouts: a statement that does not end is ended', async () => {
    await askStrict('patient', '{ me { name } }');
    const answer = await app.database.transaction(async (writer) => {
      await writer.execute({ text: 'lock table core.brand in access exclusive mode' });
      return askStrict('patient', '{ brands { totalCount } }');
    });
    expect(['UNAVAILABLE', 'TIMED_OUT']).toContain(codeOf(answer));
  });
});

describe('access control', () => {
  it('lets nobody in without credentials', async () => {
    const answer = await ask(null, '{ me { name } }');
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('checks the object: an id is no permission (IDOR, BOLA)', async () => {
    const { body } = await ask(rep, 'query ($id: ID!) { customer(id: $id) { displayName } }', { id: customers.south });
    expect(body).toEqual({ data: { customer: null } });
    const own = await ask(rep, 'query ($id: ID!) { customer(id: $id) { displayName } }', { id: customers.north });
    expect(own.body.data.customer.displayName).toBe('Lund');
  });

  it('checks the function: roles have the fields of their work (BFLA)', async () => {
    expect(codeOf(await ask(rep, '{ importRuns { totalCount } }'))).toBe('FORBIDDEN');
    expect(codeOf(await ask(analyst, '{ customers { totalCount } }'))).toBe('FORBIDDEN');
  });

  it('checks edges and nodes alike', async () => {
    const { body } = await ask(rep, '{ customers { totalCount edges { node { id } } nodes { id } } }');
    const { totalCount, edges, nodes } = body.data.customers;
    expect(totalCount).toBe(1);
    expect(edges).toEqual([{ node: { id: customers.north } }]);
    expect(nodes).toEqual([{ id: customers.north }]);
  });

  it('checks what node and nodes answer, by whatever id', async () => {
    const ids = [customers.north, customers.south, encodeGlobalId('Customer', 999_999)];
    const { body } = await ask(rep, 'query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }', {
      ...{ ids, id: customers.south },
    });
    expect(body.data).toEqual({ nodes: [{ id: customers.north }, null, null], node: null });
  });

  it('checks fields: kinds of data that a role does not see are refused by name', async () => {
    const answer = await askStrict('msl', '{ customers { nodes { ledger { totalCount } } } }');
    expect(codeOf(answer)).toBe('FORBIDDEN');
    expect(answer.text).toContain('Customer.ledger');
  });

  it('checks who changes what', async () => {
    const change = (key: string) => ask(key, 'mutation { upsertBrand(input: { code: "X", name: "X" }) { status } }');
    expect(codeOf(await change(rep))).toBe('FORBIDDEN');
    expect(codeOf(await change(analyst))).toBe('FORBIDDEN');
    expect((await change(admin)).body.data.upsertBrand.status).toBe('ACCEPTED');
  });

  it('has introspection off in production', async () => {
    expect(codeOf(await ask(admin, '{ __schema { types { name } } }'))).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf(await ask(admin, '{ __type(name: "Query") { name } }'))).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('has no explorer in production', async () => {
    for (const path of ['/graphiql', '/playground', '/altair', '/voyager']) {
      expect((await fetch(`${app.url}${path}`)).status).toBe(404);
    }
  });
});

describe('batching attacks', () => {
  it('takes one operation a request', async () => {
    const answer = await send(admin, [{ query: '{ me { name } }' }, { query: '{ me { name } }' }]);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('limits how many objects one request names under aliases', async () => {
    const aliases = Array.from({ length: 201 }, (_, index) => `a${index}: customer(id: "${customers.north}") { id }`);
    expect((await ask(admin, `{ ${aliases.join(' ')} }`)).body.errors?.[0]?.message).toMatch(
      /201 aliases; 200 are allowed/,
    );
  });

  it('gives enumeration nothing to tell apart: what is hidden and what is not there look alike', async () => {
    const look = (value: string) =>
      ask(rep, 'query ($v: String!) { customerByIdentifier(system: "crm", value: $v) { id } }', { v: value });
    expect((await look('south')).text).toBe((await look('nobody')).text);
  });
});

describe('secure configuration', () => {
  it('tells no stack and no words of the database', async () => {
    const answers = [
      await ask(admin, '{'),
      await ask(admin, '{ nothing }'),
      await ask(admin, 'query ($id: ID!) { node(id: $id) { id } }', { id: 'x' }),
      await send(admin, { query: 5 }),
    ];
    for (const { text } of answers) expect(text).not.toMatch(/stacktrace|node_modules|\.js:\d|select /);
  });

  it('suggests no names of fields and types', async () => {
    for (const query of [
      '{ customerz { totalCount } }',
      '{ customers { nodez { id } } }',
      '{ ... on Customr { id } }',
    ]) {
      expect((await ask(admin, query)).text).not.toMatch(/Did you mean/);
    }
  });
});
