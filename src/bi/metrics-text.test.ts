import { execute, parse } from 'graphql';
import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import { developmentPrincipal, readContext } from '../auth';
import { executeOperation } from '../execution';
import type { InteractionRecord, Principal, Statement } from '../sdk';

const record = (index: number): InteractionRecord => ({
  kind: 'interaction',
  source: 'calls',
  sourceKey: `k${index}`,
  type: index % 3 === 0 ? 'call.left' : 'call.held',
  customer: [{ system: 'crm', value: `c${index % 6}` }],
  occurredAt: `2025-0${(index % 4) + 1}-0${(index % 9) + 1}T23:59:59Z`,
  count: (index % 3) + 1,
  details: index % 3 === 0 ? {} : { minutes: index + 0.5 },
  ...(index % 2 === 0 ? { brand: 'BX' } : {}),
});

describe('the text that the database writes', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask('mutation { upsertBrand(input: { code: "BX", name: "Brand X" }) { status } }');
    for (let index = 0; index < 6; index += 1) {
      await api.ask(`mutation { upsertCustomer(input: { source: "s", sourceKey: "c${index}", kind: PROFESSIONAL, name: { family: "N" }
        identifiers: [{ system: "crm", value: "c${index}" }] }) { status } }`);
    }
    await api.ingest.take(
      Array.from({ length: 60 }, (_, index) => ({ record: record(index), position: { line: index + 1 } })),
      { id: 'mutation', repeats: 'correct', snapshots: 'later' },
    );
    await api.database.transaction((writer) =>
      writer.execute({
        text: 'update core.customer set segment = ($1::text[])[id % 6 + 1]',
        values: [['A', 'quo"te \\ \u0001 \n', 'ünï\u2028\u007f', '', null, '</script> 😀']],
      }),
    );
  });
  afterAll(() => api.close());

  /** The answer of the compiled tier, and that of graphql-js. */
  async function bothWays(query: string, principal: Principal = developmentPrincipal) {
    const { schema } = api.kernel;
    const statements: Statement[] = [];
    const reader = api.database.reader();
    const context = readContext({
      reader: {
        query: <Row extends object>(statement: Statement) => {
          statements.push(statement);
          return reader.query<Row>(statement);
        },
      },
      ...{ principal, now: new Date('2026-11-21T12:00:00.000Z'), requestId: 'test' },
    });
    const document = parse(query);
    const answer = await executeOperation(schema, { document, operationName: null, variables: {}, context });
    const texts = statements.splice(0).map(({ text }) => text);
    const plain = await execute({ schema, document, contextValue: context });
    return { answer, texts, plain };
  }

  it.each([
    '{ interactionMetrics(dimensions: [PERIOD, CHANNEL, SEGMENT], measures: [COUNT, DISTINCT_CUSTOMERS]) { asOf rows { period channel segment count distinctCustomers } } }',
    '{ interactionMetrics(dimensions: [TYPE, SEGMENT], measures: [COUNT, DISTINCT_CUSTOMERS]) { rows { s: segment type type t: type __typename count distinctCustomers period } } }',
    '{ interactionMetrics(dimensions: [PERIOD], measures: [COUNT], grain: QUARTER) { __typename rows { period count distinctCustomers brand { id } territory { code } cost { minorUnits } values { value } } again: rows { period } } }',
    '{ interactionMetrics(dimensions: [], measures: [DISTINCT_CUSTOMERS]) { rows { distinctCustomers } } }',
    '{ interactionMetrics(dimensions: [PERIOD], measures: [COUNT], grain: TOTAL, filter: { types: ["call.left"], brands: ["BX"] }) { rows { count period } } }',
    '{ interactionMetrics(dimensions: [CHANNEL], measures: [COUNT], filter: { channels: ["none"] }) { rows { count } asOf } }',
    '{ a: interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]) { rows { count } } b: interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]) { rows { channel } } }',
    '{ brands(first: 1) { nodes { code } } interactionMetrics(dimensions: [CHANNEL, SEGMENT], measures: [COUNT]) { rows { segment count } } }',
  ])('is what JavaScript makes of the rows: %s', async (query) => {
    const { answer, texts, plain } = await bothWays(query);

    expect(plain.errors).toBeUndefined();
    expect(answer).toMatchObject({ tier: 'compiled', text: JSON.stringify(plain.data) });
    expect(texts.some((text) => text.includes('string_agg(o.object'))).toBe(true);
  });

  it.each([
    '{ interactionMetrics(dimensions: [BRAND], measures: [COUNT]) { rows { brand { code } count } } }',
    '{ interactionMetrics(dimensions: [PERIOD], measures: [COST, COUNT]) { rows { cost { minorUnits currency } count } } }',
    '{ interactionMetrics(dimensions: [PERIOD], measures: [CALL_MINUTES]) { rows { values { measure value } count } } }',
  ])('is not asked for where JavaScript is needed: %s', async (query) => {
    const { answer, texts, plain } = await bothWays(query);

    expect(answer).toMatchObject({ tier: 'compiled', text: JSON.stringify(plain.data) });
    expect(texts.some((text) => text.includes('string_agg(o.object'))).toBe(false);
  });

  it('does not depend on what the client calls the fields', async () => {
    const one = await bothWays(
      '{ interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]) { rows { count channel } } }',
    );
    const other = await bothWays(
      '{ interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]) { rows { x: count y: channel } } }',
    );

    expect(one.texts).toEqual(other.texts);
  });

  it('is never that of another question or of somebody else, however often all were asked', async () => {
    const rep: Principal = { subject: 'rep', name: 'Rep', roles: ['rep'], reach: { territories: [] } };
    const metrics = (args: string, rows: string) =>
      `{ interactionMetrics(dimensions: [CHANNEL], measures: [COUNT]${args}) { rows { ${rows} } } }`;
    const questions = [
      metrics('', 'count channel'),
      metrics('', 'x: count y: channel'),
      metrics(', filter: { channels: ["call"] }', 'count channel'),
      metrics(', filter: { channels: ["none"] }', 'count channel'),
    ];
    const seen = new Set<string>();
    for (const query of [...questions, ...questions]) {
      for (const principal of [developmentPrincipal, rep]) {
        const { answer, plain } = await bothWays(query, principal);
        expect(answer).toMatchObject({ tier: 'compiled', text: JSON.stringify(plain.data) });
        seen.add(JSON.stringify(plain.data));
      }
    }
    // With two sets of labels, and nothing in it: of a channel without contacts, or of no territory.
    expect(seen.size).toBe(3);
  });

  it('leaves what is too much, or asked wrongly, to be reported', async () => {
    const wrong = await bothWays('{ interactionMetrics(dimensions: [], measures: []) { rows { count } } }');
    expect(wrong.answer.tier).toBe('plain');
    expect(wrong.plain.errors).toHaveLength(1);
    await api.database.transaction((writer) =>
      writer.execute({
        text: `insert into core.rollup_customer_month (customer_id, month, channel, type, interactions, cost_minor)
          select (select min(id) from core.customer), date '1000-01-01' + n * interval '1 month', 'old', 'old.' || n, 1, 0
          from generate_series(1, 10001) n`,
      }),
    );
    const much = await bothWays(
      '{ interactionMetrics(dimensions: [TYPE, PERIOD], measures: [COUNT]) { rows { count } } }',
    );
    expect(much.answer.tier).toBe('plain');
    expect(much.plain.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('10000 rows') })]);
  });
});
