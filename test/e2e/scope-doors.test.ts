import type { Principal } from '../../src/sdk';
import { encodeGlobalId } from '../../src/shared/global-id';
import { type DomainApi, openDomain } from '../helpers/domain-api';
import { principalOf } from '../helpers/scope-oracle';
import { storeScopeWorld } from '../helpers/scope-world';

let api: DomainApi;
let rep: Principal;
const partner: Principal = { subject: 'key:dialler', name: 'Dialler', roles: ['partner'], plugin: 'call' };

interface Place {
  readonly id: number;
  readonly territory: string | null;
}
let seen: Place;
let hidden: Place;

beforeAll(async () => {
  api = await openDomain();
  await storeScopeWorld(api.database, 60);
  rep = await principalOf(api.database, { role: 'rep', territories: ['N'] });
  const [north, south] = await Promise.all(
    ['N1', 'S'].map(async (code) => {
      const [row] = await api.database.reader().query<Place>({
        text: `select c.id, t.code as territory from core.customer c join core.territory t on t.id = c.territory_id
          where t.code = $1 and c.kind = 'professional' order by c.id limit 1`,
        values: [code],
      });
      return row as Place;
    }),
  );
  [seen, hidden] = [north as Place, south as Place];
});
afterAll(() => api.close());

const customerId = (id: number) => encodeGlobalId('Customer', id);
const missing = 999_999;

let key = 0;
const call = (customer: object, given: object = {}) => {
  key += 1;
  const item = { sourceKey: `d${key}`, type: 'call.left', customer, occurredAt: '2026-11-01T10:00:00Z' };
  return { ...item, ...given };
};
const record = (items: readonly object[], principal?: Principal, source = 'call') =>
  api.ask(
    `mutation ($input: RecordInteractionsInput!) { recordInteractions(input: $input) { recorded waiting rejected
      outcomes { __typename ... on InteractionRecorded { interaction { id } } ... on InteractionRejected { problem { code reason } } } } }`,
    { input: { source, items } },
    principal,
  );
const byKey = (id: number) => ({ identifiers: [{ system: 'crm', value: `k${id}` }] });

describe('a hidden customer and a missing one', () => {
  const view = `displayName timeline { totalCount } relationships { totalCount }`;
  it('are looked for by the same statements and answered alike', async () => {
    const ask = (id: number) =>
      api.ask(
        `query ($id: ID!, $key: String!) { customer(id: $id) { ${view} } node(id: $id) { id } customerByIdentifier(system: "crm", value: $key) { ${view} }
          interactions(filter: { customers: [$id] }) { totalCount nodes { id } } }`,
        { id: customerId(id), key: `k${id}` },
        rep,
      );
    const [one, other] = [await ask(hidden.id), await ask(missing)];
    expect(one.data).toEqual(other.data);
    expect([one.errors, other.errors]).toEqual([[], []]);
    expect(one.statements.map(({ text }) => text)).toEqual(other.statements.map(({ text }) => text));
    expect(one.data).toMatchObject({
      customer: null,
      node: null,
      customerByIdentifier: null,
      interactions: { totalCount: 0 },
    });
  });

  it('are refused alike in what is recorded', async () => {
    const forms = (id: number) => [call({ id: customerId(id) }), call(byKey(id))];
    const reasonsOf = async (id: number) => (await record(forms(id), rep)).data.recordInteractions.outcomes;
    expect(await reasonsOf(hidden.id)).toEqual(await reasonsOf(missing));
    expect(await reasonsOf(hidden.id)).toMatchObject([
      { problem: { code: 'NOT_FOUND' } },
      { problem: { code: 'NOT_FOUND' } },
    ]);
    const { data } = await record(forms(seen.id), rep);
    expect(data.recordInteractions).toMatchObject({
      recorded: 2,
      outcomes: [{ interaction: { id: expect.any(String) } }, {}],
    });
  });

  it('have no requests that could be answered', async () => {
    const [need] = await api.database.reader().query<{ customer_id: number; id: string }>({
      text: `select n.customer_id, n.id from core.need n join core.customer c on c.id = n.customer_id
        where c.territory_id = (select id from core.territory where code = 'S') limit 1`,
    });
    const answer = (id: string) =>
      api.ask('mutation ($id: ID!) { answerNeed(input: { id: $id, result: MET }) { outcome } }', { id }, rep);
    const hiddenNeed = await answer(encodeGlobalId('Need', need?.customer_id ?? 0, need?.id ?? ''));
    const noNeed = await answer(encodeGlobalId('Need', missing, need?.id ?? ''));
    expect(hiddenNeed.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(hiddenNeed.errors).toEqual(noNeed.errors);
  });
});

describe('news', () => {
  it('are not delivered about hidden customers, and stop when one moves out of sight', async () => {
    const news = await api.follow(
      'subscription { interactionRecorded { customer { id } interaction { id } } }',
      {},
      rep,
    );
    const told = await api.follow('subscription { interactionRecorded { customer { id } } }');
    const move = (territory: string | null) =>
      api.database.transaction((writer) =>
        writer.execute({
          text: 'update core.customer set territory_id = (select id from core.territory where code = $1) where id = $2',
          values: [territory, seen.id],
        }),
      );
    await record([call(byKey(hidden.id))]);
    await move(hidden.territory);
    await record([call(byKey(seen.id))]);
    // Whoever sees everything is told at the same time: the news have then been looked at for the other, too.
    await told.next();
    await told.next();
    await move(seen.territory);
    const { data } = await record([call(byKey(hidden.id)), call(byKey(seen.id))]);
    const last = data.recordInteractions.outcomes[1].interaction.id;
    expect((await news.next()).value).toEqual({
      data: { interactionRecorded: { customer: { id: customerId(seen.id) }, interaction: { id: last } } },
    });
    await Promise.all([news.return?.(), told.return?.()]);
  });
});

describe('a partner’s service', () => {
  it('brings in records of its plugin and sees nothing of them', async () => {
    const { data, errors } = await record([call(byKey(hidden.id))], partner);
    expect(errors).toEqual([]);
    expect(data.recordInteractions).toMatchObject({ recorded: 1, outcomes: [{ interaction: null }] });
  });

  it.each([
    ['another plugin’s types', [call({}, { type: 'other.left' })], 'call'],
    ['another system’s source', [call({})], 'erp'],
    ['a source that only begins like its own', [call({})], 'callcenter'],
  ])('is refused %s', async (_, items, source) => {
    const { errors } = await record(items, partner, source);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('is refused everything else', async () => {
    for (const query of [
      '{ customers { totalCount } }',
      '{ brands { totalCount } }',
      '{ interactionMetrics(dimensions: [], measures: [COUNT]) { asOf } }',
    ]) {
      expect((await api.ask(query, {}, partner)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
  });
});

describe('kinds of data', () => {
  it('are refused by name, never answered as if there were none', async () => {
    const marketing = await principalOf(api.database, { role: 'marketing', brands: ['*'] });
    const query = '{ customers(first: 1) { nodes { id contactPoints { value } } } }';
    const { errors } = await api.ask(query, {}, marketing);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', message: expect.stringContaining('Customer.contactPoints') }]);
    const stated = await api.ask(query, {}, { ...marketing, purpose: 'campaign' });
    expect(stated.errors).toEqual([]);
    expect(stated.data.customers.nodes[0].contactPoints).toHaveLength(1);
  });

  it('do not show through orders and filters either', async () => {
    const medical = await principalOf(api.database, { role: 'medical', territories: ['*'] });
    const { data, errors } = await api.ask(
      '{ order: customers(orderBy: VALUE_DESC) { nodes { id } } filter: customers(filter: { valueAtLeast: 0 }) { totalCount } all: customers { totalCount } }',
      {},
      medical,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ order: { nodes: [] }, filter: { totalCount: 0 } });
    expect(data.all.totalCount).toBeGreaterThan(0);
  });
});

it('principals of one kind share their statements, whatever their limits', async () => {
  const textsOf = async (territories: readonly string[]) => {
    const principal = await principalOf(api.database, { role: 'rep', territories });
    const { statements } = await api.ask(
      '{ customers { nodes { timeline { nodes { id } } ledgerSummary { currency } } } }',
      {},
      principal,
    );
    return statements.map(({ name, text }) => `${name} ${text}`);
  };
  expect(await textsOf(['N'])).toEqual(await textsOf(['S', 'S1']));
});
