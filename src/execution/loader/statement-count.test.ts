import {
  openReading,
  type Reading,
  rootField,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';

let reading: Reading;

beforeAll(async () => {
  reading = await openReading();
  const brands = await storeBrands(reading, ['CARDEXA', 'NEUROLIS']);
  const ids = await storeCustomers(
    reading,
    Array.from({ length: 200 }, (_, index) => ({ name: `Customer ${index}` })),
  );
  const types = ['alpha.visit', 'beta.click', 'gone.thing'];
  await storeInteractions(
    reading,
    ids.flatMap((customer, index) =>
      types.map((type, number) => ({
        customer,
        id: uuid(index * 10 + number),
        type,
        brand: brands[number % 2] ?? null,
      })),
    ),
  );
});

afterAll(() => reading.database.close());

const query = `query ($first: Int!) { customers(first: $first) { totalCount nodes { id person { aliases { value } }
  identifiers { value } alpha { visits } beta { clicks } territory { name } length
  timeline(first: 2) { totalCount pageInfo { hasNextPage } edges { cursor node {
    id brand { name } entries { memo } rank customer { id }
    ... on AlphaVisit { minutes } ... on BetaClick { link } } } } } } }`;

it('sends as many statements for 1 as for 10 and 200 customers, with the same texts', async () => {
  const shapes: string[][] = [];
  for (const first of [1, 10, 200]) {
    const answer = await reading.ask(query, { first });
    const { statements, errors } = answer;
    expect(errors).toEqual([]);
    expect(rootField<{ nodes: unknown[] }>(answer, 'customers').nodes).toHaveLength(first);
    shapes.push(statements.map(({ name, text }) => `${name} ${text}`).toSorted());
  }
  // Customers, their count, aliases, identifiers, alpha, beta, timeline, its count, brands, entries; nobody has a
  // territory, and the customers of the interactions differ from those loaded by the list.
  expect(shapes[0]).toHaveLength(11);
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[2]).toEqual(shapes[0]);
});

it('names every statement by its text, so that connections prepare it once', async () => {
  const { statements } = await reading.ask(query, { first: 3 });
  const again = await reading.ask(query, { first: 3 });
  expect(statements.every(({ name }) => /^rapport_[\w-]{22}$/.test(name ?? ''))).toBe(true);
  expect(new Set(statements.map(({ name }) => name))).toEqual(new Set(again.statements.map(({ name }) => name)));
});

it('sends one statement for the same customer asked for in several places', async () => {
  const answer = await reading.ask('{ customers(first: 1) { nodes { id } } }');
  const { nodes } = rootField<{ nodes: { id: string }[] }>(answer, 'customers');
  const { statements } = await reading.ask(
    'query ($id: ID!) { customer(id: $id) { id } node(id: $id) { id } nodes(ids: [$id, $id]) { id } }',
    { id: nodes[0]?.id },
  );
  expect(statements).toHaveLength(1);
});
