import { parse } from 'graphql';
import { encodeGlobalId } from '../../src/shared/global-id';
import { openTieredPlatform, type TieredPlatform } from '../helpers/tiers/platform';
import { everybody } from '../helpers/tiers/principals';

const document = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { relationshipValue {
  rvi value grade computedAt knownAt modelVersion modelName components { id value __typename } } } } }`);
const explained = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { relationshipValue {
  rvi contributions { label } } } } }`);
const exact = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer {
  relationshipValue(asOf: "2026-11-01T00:00:00Z") { rvi computedAt } } } }`);

describe('the stored value of a customer', () => {
  let platform: TieredPlatform;
  let ids: readonly number[];

  beforeAll(async () => {
    platform = await openTieredPlatform();
    ids = await platform.database.transaction(async (writer) => {
      const rows = await writer.query<{ id: number }>({
        text: `insert into core.customer (kind, display_name, created_at, updated_at)
          select kind, kind, now(), now() from unnest($1::text[]) as k(kind) returning id`,
        values: [['professional', 'organization', 'professional', 'professional', 'consumer']],
      });
      await writer.execute({
        text: `insert into core.value_model (hash, name, state, document, created_at) values ('other', 'other', 'draft', '{}', now())`,
      });
      await writer.execute({
        text: `insert into core.customer_value (customer_id, engagement, rvi, grade, model_hash, computed_at, dirty)
          select k.id, 12.5, 3.25, 'B', case k.n when 3 then 'other' else m.hash end, '2026-11-01T10:00:00Z', k.n = 2
          from unnest($1::bigint[]) with ordinality as k(id, n), core.value_model m where k.n <> 4 and m.state = 'approved'`,
        values: [rows.map(({ id }) => id)],
      });
      return rows.map(({ id }) => id);
    });
  });
  afterAll(() => platform?.close());

  async function both(question: typeof document, customers: readonly number[]) {
    const variables = { ids: customers.map((id) => encodeGlobalId('Customer', id)) };
    const plain = await platform.plain({ document: question, variables, principal: everybody });
    const planned = await platform.planned({ document: question, variables, principal: everybody });
    if (planned.tier !== 'compiled') throw new Error(planned.reason);
    expect(plain.errors).toBeUndefined();
    expect(JSON.parse(planned.text)).toEqual(JSON.parse(JSON.stringify(plain.data)));
    return { planned, data: JSON.parse(planned.text) as { readonly nodes: readonly Answer[] } };
  }

  it('is part of the one statement while it fits, and computed where it is outdated, of another model or missing', async () => {
    const { data } = await both(document, ids);
    const values = data.nodes.map(({ relationshipValue }) => relationshipValue);
    expect(values[0]).toMatchObject({ rvi: 3.25, grade: 'B', computedAt: '2026-11-01T10:00:00.000Z' });
    for (const value of values.slice(1, 4)) expect(value).toMatchObject({ computedAt: '2026-11-21T12:00:00.000Z' });
    expect(values[4]).toBeNull();
  });

  it('is computed for arguments, and for what is not stored', async () => {
    const { data } = await both(exact, ids.slice(0, 1));
    expect(data.nodes[0]?.relationshipValue).toMatchObject({ computedAt: '2026-11-01T00:00:00.000Z' });
    await both(explained, ids.slice(1, 4));
  });
});

interface Answer {
  readonly relationshipValue: object | null;
}
