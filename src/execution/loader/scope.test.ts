import {
  openReading,
  type Reading,
  rootField,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import type { Scope } from '../../auth';
import type { Principal } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';

/** Customers of the principal's segments and what belongs to them; of brands, only CARDEXA. */
const bySegment: Scope = {
  shape: () => 'segment',
  condition: (table, alias, { reach }) => {
    if (table.table === 'core.brand') return { sql: (code) => `${alias}.code = ${code}`, values: ['CARDEXA'] };
    if (table.customerColumn === undefined) return null;
    return {
      sql: (segments) =>
        `${alias}.${table.customerColumn} in (select s.id from core.customer s where s.segment = any(${segments}))`,
      values: [reach?.countries ?? []],
    };
  },
};

const seeing = (...segments: readonly string[]): Principal => ({
  subject: 'x',
  name: 'x',
  roles: ['admin'],
  reach: { countries: segments },
});

let reading: Reading;
let shown: number;
let hidden: number;

beforeAll(async () => {
  reading = await openReading(bySegment);
  const [cardexa = 0, neurolis = 0] = await storeBrands(reading, ['CARDEXA', 'NEUROLIS']);
  [shown = 0, hidden = 0] = await storeCustomers(reading, [
    { name: 'Shown', segment: 'A' },
    { name: 'Hidden', segment: 'B' },
  ]);
  await storeInteractions(reading, [
    { customer: shown, id: uuid(1), brand: cardexa },
    { customer: shown, id: uuid(2), brand: neurolis },
    { customer: hidden, id: uuid(3), brand: cardexa },
  ]);
  await reading.database.transaction(async (writer) => {
    await writer.execute({
      text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
        values ('x', '1', $1, now()), ('x', '2', $2, now())`,
      values: [shown, hidden],
    });
  });
});

afterAll(() => reading.database.close());

const view = `displayName identifiers { value } alpha { rate }
  timeline { totalCount nodes { id brand { code } entries { memo } customer { displayName } } }`;

describe('a rule of who may see what', () => {
  it('holds for lists, connections, counts, references and summaries alike', async () => {
    const query = `{ customers { totalCount nodes { ${view} } } brands { totalCount nodes { code } } }`;
    const { data, errors } = await reading.ask(query, {}, seeing('A'));
    const interaction = (number: number): string => encodeGlobalId('Interaction', shown, uuid(number));
    const rest = { entries: [], customer: { displayName: 'Shown' } };
    expect(errors).toEqual([]);
    expect(data).toEqual({
      customers: {
        totalCount: 1,
        nodes: [
          {
            displayName: 'Shown',
            identifiers: [{ value: '1' }],
            alpha: { rate: 1 },
            timeline: {
              totalCount: 2,
              nodes: [
                { id: interaction(2), brand: null, ...rest },
                { id: interaction(1), brand: { code: 'CARDEXA' }, ...rest },
              ],
            },
          },
        ],
      },
      brands: { totalCount: 1, nodes: [{ code: 'CARDEXA' }] },
    });
  });

  it('holds for what lies below a row that was let through', async () => {
    const all = await reading.ask(`{ customers { nodes { ${view} } } }`, {}, seeing('A', 'B'));
    expect(all.data?.customers).toMatchObject({ nodes: [{ displayName: 'Hidden' }, { displayName: 'Shown' }] });
    const tables = all.statements.flatMap(({ text }) => [...text.matchAll(/from (core\.\w+) t\b(.*)/g)]);
    expect(tables.length).toBeGreaterThan(6);
    expect(tables.filter(([, , rest]) => !/^ where \(?/.test(rest ?? ''))).toEqual([]);
  });

  it('makes a hidden row and a missing one the same, for nodes and lookups', async () => {
    const ids = [hidden, shown, 999_999].map((id) => encodeGlobalId('Customer', id));
    const interactions = [uuid(3), uuid(4)].map((id) => encodeGlobalId('Interaction', hidden, id));
    const { data, errors } = await reading.ask(
      `query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } customer(id: $id) { id }
        customerNamed(name: "Hidden") { id } }`,
      { ids: [...ids, ...interactions], id: ids[0] },
      seeing('A'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      nodes: [null, { id: ids[1] }, null, null, null],
      node: null,
      customer: null,
      customerNamed: null,
    });
  });

  it('holds for what is asked about beyond a cursor', async () => {
    const all = await reading.ask('{ customers(first: 1) { pageInfo { endCursor } } }', {}, seeing('A', 'B'));
    const { pageInfo } = rootField<{ pageInfo: { endCursor: string } }>(all, 'customers');
    const query = 'query ($c: String) { customers(after: $c) { nodes { displayName } pageInfo { hasPreviousPage } } }';
    const { data } = await reading.ask(query, { c: pageInfo.endCursor }, seeing('A'));
    expect(data?.customers).toEqual({ nodes: [{ displayName: 'Shown' }], pageInfo: { hasPreviousPage: false } });
  });

  it('keeps texts free of values: two principals of a kind share their statements', async () => {
    const texts = async (principal: Principal): Promise<readonly (string | undefined)[]> =>
      (await reading.ask(`{ customers(first: 1) { nodes { ${view} } } }`, {}, principal)).statements.map(
        ({ name, text }) => `${name} ${text}`,
      );
    expect(await texts(seeing('A'))).toEqual(await texts(seeing('B')));
  });
});
