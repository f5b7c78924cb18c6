import {
  openReading,
  type Reading,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import { encodeGlobalId } from '../../shared/global-id';

let reading: Reading;
let ids: readonly number[];
let brand: number;

beforeAll(async () => {
  reading = await openReading();
  [brand = 0] = await storeBrands(reading, ['CARDEXA', 'NEUROLIS']);
  ids = await storeCustomers(reading, [
    { name: 'Ada Berg', segment: 'A' },
    { name: 'Klinikum Nord', kind: 'organization', segment: 'B' },
    { name: 'Cem Dorn', segment: null },
  ]);
  const [ada = 0, klinikum = 0] = ids;
  await storeInteractions(reading, [
    {
      customer: ada,
      id: uuid(1),
      brand,
      at: '2026-11-02T00:00:00Z',
      details: { held: true, minutes: 20, place: { town: 'Ulm' } },
      cost: 1250,
    },
    { customer: ada, id: uuid(2), type: 'beta.click', at: '2026-11-03T00:00:00Z', details: { link: 'https://x' } },
    { customer: ada, id: uuid(3), type: 'gone.thing', at: '2026-11-04T00:00:00Z' },
    { customer: ada, id: uuid(4), retracted: true },
    { customer: ada, id: uuid(5), filtered: true, at: '2026-10-04T00:00:00Z', details: { held: true } },
    {
      customer: klinikum,
      id: uuid(6),
      type: 'alpha.call',
      count: 3,
      at: '2026-01-02T00:00:00Z',
      details: { held: true, minutes: 5, place: { town: 'Bonn' } },
    },
  ]);
  await reading.database.transaction(async (writer) => {
    await writer.execute({
      text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
        values ('npi', '2', $1, now()), ('npi', '1', $1, now()), ('email', 'a@x', $1, now())`,
      values: [ada],
    });
    await writer.execute({
      text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at,
          interaction_id, memo, source, source_key)
        values ($1, $2, 'revenue', 1, 'EUR', 'recorded', '2026-01-01', now(), $3, 'meal', 's', 'k')`,
      values: [ada, uuid(90), uuid(1)],
    });
  });
});

afterAll(() => reading.database.close());

const idOf = (index: number): string => encodeGlobalId('Customer', ids[index] ?? 0);

describe('objects', () => {
  it('read columns, parts of the same row and references', async () => {
    const { data, errors, statements } = await reading.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Customer {
        displayName segment person { givenName } organization { name } } } }`,
      { ids: [idOf(1), idOf(0)] },
    );
    expect(errors).toEqual([]);
    expect(data?.nodes).toEqual([
      {
        __typename: 'Customer',
        id: idOf(1),
        displayName: 'Klinikum Nord',
        segment: 'B',
        person: null,
        organization: { name: 'Klinikum Nord' },
      },
      {
        __typename: 'Customer',
        id: idOf(0),
        displayName: 'Ada Berg',
        segment: 'A',
        person: { givenName: 'Ada Berg' },
        organization: null,
      },
    ]);
    expect(statements).toHaveLength(1);
  });

  it('of an interface get their type from the row, with an unknown one for types nobody declares', async () => {
    const { data, errors, statements } = await reading.ask(
      `query ($id: ID!) { customer(id: $id) { timeline { nodes { __typename id type
        brand { code } touchCost { minorUnits currency amount } customer { displayName } entries { memo interaction { id } }
        ... on AlphaVisit { minutes place { town } } ... on BetaClick { link } ... on UnknownInteraction { raw } } } } }`,
      { id: idOf(0) },
    );
    const common = { touchCost: null, brand: null, entries: [], customer: { displayName: 'Ada Berg' } };
    const interactionId = (number: number): string => encodeGlobalId('Interaction', ids[0] ?? 0, uuid(number));
    expect(errors).toEqual([]);
    expect(data?.customer).toEqual({
      timeline: {
        nodes: [
          { __typename: 'UnknownInteraction', id: interactionId(3), type: 'gone.thing', ...common, raw: uuid(3) },
          { __typename: 'BetaClick', id: interactionId(2), type: 'beta.click', ...common, link: 'https://x' },
          {
            __typename: 'AlphaVisit',
            id: interactionId(1),
            type: 'alpha.visit',
            ...common,
            brand: { code: 'CARDEXA' },
            touchCost: { minorUnits: 1250, currency: 'EUR', amount: 12.5 },
            entries: [{ memo: 'meal', interaction: { id: interactionId(1) } }],
            minutes: 20,
            place: { town: 'Ulm' },
          },
          {
            __typename: 'AlphaVisit',
            id: interactionId(5),
            type: 'alpha.visit',
            ...common,
            minutes: null,
            place: null,
          },
        ],
      },
    });
    // Customer, timeline, brand, ledger entries, their interaction; the customer again comes from what is loaded.
    expect(statements).toHaveLength(5);
  });

  it('are found by a lookup, or not', async () => {
    const query = `{ found: customerNamed(name: "Cem Dorn") { id } missing: customerNamed(name: "Nobody") { id } }`;
    const { data } = await reading.ask(query);
    expect(data).toEqual({ found: { id: idOf(2) }, missing: null });
  });
});

describe('lists', () => {
  it('come in their order, per parent', async () => {
    const { data, statements } = await reading.ask('{ customers { nodes { identifiers { system value } } } }');
    expect(data?.customers).toEqual({
      nodes: [
        {
          identifiers: [
            { system: 'email', value: 'a@x' },
            { system: 'npi', value: '1' },
            { system: 'npi', value: '2' },
          ],
        },
        { identifiers: [] },
        { identifiers: [] },
      ],
    });
    expect(statements).toHaveLength(2);
  });

  it('of a part read the row that the part belongs to', async () => {
    const { data } = await reading.ask('query ($id: ID!) { customer(id: $id) { person { aliases { value } } } }', {
      id: idOf(0),
    });
    expect(data?.customer).toEqual({ person: { aliases: [{ value: 'a@x' }, { value: '1' }, { value: '2' }] } });
  });
});

describe('summaries', () => {
  it('count, add up, find the latest and relate; without interactions they are zero and null', async () => {
    const figures =
      'alpha { visits minutes rate lastAt recent topics customerId visited { total } } beta { clicks lastAt }';
    const { data, errors, statements } = await reading.ask(`{ customers { nodes { ${figures} } } }`);
    const [ada, klinikum, cem] = ids;
    expect(errors).toEqual([]);
    expect(data?.customers).toEqual({
      nodes: [
        {
          alpha: {
            visits: 1,
            minutes: 20,
            rate: 1,
            lastAt: String(new Date('2026-11-02T00:00:00Z').getTime()),
            recent: 1,
            topics: 1,
            customerId: ada,
            visited: { total: ada },
          },
          beta: { clicks: 1, lastAt: String(new Date('2026-11-03T00:00:00Z').getTime()) },
        },
        {
          alpha: {
            visits: 0,
            minutes: 0,
            rate: null,
            lastAt: null,
            recent: 0,
            topics: 0,
            customerId: cem,
            visited: { total: cem },
          },
          beta: { clicks: 0, lastAt: null },
        },
        {
          alpha: {
            visits: 3,
            minutes: 15,
            rate: 0,
            lastAt: String(new Date('2026-01-02T00:00:00Z').getTime()),
            recent: 0,
            topics: 1,
            customerId: klinikum,
            visited: { total: klinikum },
          },
          beta: { clicks: 0, lastAt: null },
        },
      ],
    });
    expect(statements).toHaveLength(3);
  });
});

describe('batch functions', () => {
  it('are called once for all objects and argument values of a level', async () => {
    const { data, statements } = await reading.ask(
      '{ customers { nodes { length again: length longer: length(of: "abc") favourite { code name } } } }',
    );
    const [ada, klinikum, cem] = ids.map((id) => ({
      length: String(id).length,
      again: String(id).length,
      longer: String(id).length + 3,
      favourite: { code: `F${id}`, name: 'Favourite' },
    }));
    expect(data?.customers).toEqual({ nodes: [ada, cem, klinikum] });
    expect(statements).toHaveLength(1);
  });
});
