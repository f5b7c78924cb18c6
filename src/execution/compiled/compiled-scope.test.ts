import { parse } from 'graphql';
import {
  openReading,
  type Reading,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import type { Scope } from '../../auth';
import { type Principal, RapportError, type Statement } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { executeOperation } from './execute-operation';

/** Customers of the principal's segments and what belongs to them; of brands, only CARDEXA; managers see all brands. */
const bySegment: Scope = {
  shape: ({ subject }) => subject,
  condition: (table, alias, { subject, reach }) => {
    if (subject === 'stranger') return table.table === 'core.customer' ? { sql: () => 'false', values: [] } : null;
    if (table.table === 'core.brand') {
      return subject === 'manager' ? null : { sql: (code) => `${alias}.code = ${code}`, values: ['CARDEXA'] };
    }
    if (table.customerColumn === undefined) return null;
    return {
      sql: (segments) =>
        `${alias}.${table.customerColumn} in (select s.id from core.customer s where s.segment = any(${segments}))`,
      values: [reach?.countries ?? []],
    };
  },
};

const seeing = (...segments: readonly string[]): Principal => ({
  ...{ subject: 'rep', name: 'x', roles: ['admin'], reach: { countries: segments } },
});
/** Sees contacts, and not with whom. */
const stranger: Principal = { ...seeing('A'), subject: 'stranger' };
const manager: Principal = { ...seeing('A', 'B'), subject: 'manager' };

let reading: Reading;
let ids: readonly number[];

beforeAll(async () => {
  reading = await openReading(bySegment);
  const [cardexa = 0, neurolis = 0] = await storeBrands(reading, ['CARDEXA', 'NEUROLIS']);
  ids = await storeCustomers(reading, [
    { name: 'Shown', segment: 'A' },
    { name: 'Hidden', segment: 'B' },
  ]);
  const [shown = 0, hidden = 0] = ids;
  await storeInteractions(reading, [
    { customer: shown, id: uuid(1), brand: cardexa },
    { customer: shown, id: uuid(2), brand: neurolis },
    { customer: hidden, id: uuid(3), brand: cardexa },
  ]);
  await reading.database.transaction((writer) =>
    writer.execute({
      text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
        values ('x', '1', $1, now()), ('x', '2', $2, now())`,
      values: [shown, hidden],
    }),
  );
});
afterAll(() => reading.database.close());

const fields = `displayName identifiers { value } person { aliases { value } } alpha { visits rate recent } length favourite { code }
  timeline(first: 1) { totalCount pageInfo { hasNextPage } nodes { id brand { code } entries { memo } customer { displayName } } }`;
const document = parse(`query ($id: ID!, $ids: [ID!]!) {
  customers { totalCount nodes { ${fields} } } brands { totalCount nodes { code } } customerNamed(name: "Hidden") { id }
  customer(id: $id) { ${fields} } nodes(ids: $ids) { id } }`);

async function ask(principal: Principal) {
  const id = encodeGlobalId('Customer', ids[1] ?? 0);
  const variables = { id, ids: [id, encodeGlobalId('Interaction', ids[1] ?? 0, uuid(3)), encodeGlobalId('Brand', 2)] };
  const statements: Statement[] = [];
  const context = reading.contextFor(statements, principal);
  const answer = await executeOperation(reading.schema, { document, operationName: null, variables, context });
  if (answer.tier !== 'compiled') throw new Error(answer.reason);
  const plain = await graphqlAnswer(principal, variables);
  return { data: JSON.parse(answer.text) as unknown, plain, statements };
}

async function graphqlAnswer(principal: Principal, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { data } = await reading.ask(document.loc?.source.body ?? '', variables, principal);
  return JSON.parse(JSON.stringify(data));
}

describe('the rule of visible rows in a compiled plan', () => {
  it('holds for every kind of source, as in the loader tier', async () => {
    for (const principal of [seeing('A'), seeing('B'), seeing('A', 'B'), seeing('C'), manager]) {
      const { data, plain } = await ask(principal);
      expect(data).toEqual(plain);
    }
  });

  it('hides rows, and what lies below them', async () => {
    const { data } = await ask(seeing('A'));
    expect(data).toMatchObject({
      customers: { totalCount: 1, nodes: [{ displayName: 'Shown' }] },
      ...{ customer: null, customerNamed: null, nodes: [null, null, null] },
    });
  });

  it('stands behind every table that the statement names', async () => {
    const { statements } = await ask(seeing('A'));
    const text = statements.at(-1)?.text ?? '';
    const bare = [...text.matchAll(/\b(?:from|join) (core\.\w+) (\w+)\b(?! where \(?\()/g)].filter(
      ([, table]) => table !== 'core.customer_value',
    );
    expect(bare.map(([match]) => match).filter((match) => !match.includes('core.customer s'))).toEqual([]);
  });

  it('holds for the tables that declarations name in SQL of their own', async () => {
    const query = parse('query ($code: String) { customers(filter: { ifBrand: $code }) { totalCount nodes { id } } }');
    const countFor = async (principal: Principal, code: string) => {
      const context = reading.contextFor([], principal);
      const request = { document: query, operationName: null, variables: { code }, context };
      const answer = await executeOperation(reading.schema, request);
      const { data } = await reading.ask(query.loc?.source.body ?? '', { code }, principal);
      if (answer.tier !== 'compiled') throw new Error(answer.reason);
      expect(JSON.parse(answer.text)).toEqual(JSON.parse(JSON.stringify(data)));
      return data;
    };
    expect(await countFor(seeing('A', 'B'), 'CARDEXA')).toMatchObject({ customers: { totalCount: 2 } });
    expect(await countFor(seeing('A', 'B'), 'NEUROLIS')).toMatchObject({ customers: { totalCount: 0 } });
    expect(await countFor(manager, 'NEUROLIS')).toMatchObject({ customers: { totalCount: 2 } });
  });

  it('leaves to graphql-js what it hides where the schema forbids null', async () => {
    const id = encodeGlobalId('Interaction', ids[0] ?? 0, uuid(1));
    const query = 'query ($id: ID!) { node(id: $id) { ... on AlphaVisit { type customer { displayName } } } }';
    const context = reading.contextFor([], stranger);
    const request = { document: parse(query), operationName: null, variables: { id }, context };
    expect(await executeOperation(reading.schema, request)).toMatchObject({
      ...{ tier: 'plain', reason: expect.stringContaining('error') },
    });
    const { data, errors } = await reading.ask(query, { id }, stranger);
    expect([data?.node, errors.map(({ path }) => path)]).toEqual([null, ['node.customer']]);
  });

  it('shares the plan between principals of one shape, and with nobody else', async () => {
    const texts = async (principal: Principal) => (await ask(principal)).statements.at(-1)?.text;
    const rep = await texts(seeing('A'));
    expect(await texts(seeing('B'))).toBe(rep);
    expect(await texts(manager)).not.toBe(rep);
  });
});

describe('the read audit', () => {
  it.each([
    ['objects', '{ customers { nodes { displayName timeline(first: 1) { nodes { id customer { id } } } } } }'],
    ['cursors alone', '{ customers { pageInfo { endCursor } } }'],
  ])('is told of the customers whose data a compiled answer shows by %s', async (_, query) => {
    const told = new Set<number>();
    const customers = (shown: Iterable<number>): void => {
      for (const id of shown) told.add(id);
    };
    const context = { ...reading.contextFor([], seeing('A')), reads: { customers, end: () => undefined } };
    const request = { document: parse(query), operationName: null, variables: {}, context };
    const answer = await executeOperation(reading.schema, request);
    expect([...told]).toEqual([ids[0]]);
    expect(answer).toMatchObject({ tier: 'compiled', text: expect.not.stringContaining('\u0003') });
  });

  it('keeps an answer back when it does not take down whose data it shows', async () => {
    const customers = (): never => {
      throw new RapportError('AUDIT_UNAVAILABLE', 'Try again.');
    };
    const context = { ...reading.contextFor([], seeing('A')), reads: { customers, end: () => undefined } };
    const request = { document: parse('{ customers { nodes { id } } }'), operationName: null, variables: {}, context };
    expect(await executeOperation(reading.schema, request)).toMatchObject({ tier: 'plain' });
  });
});
