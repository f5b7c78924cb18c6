import { execute, parse, validate } from 'graphql';
import { developmentPrincipal, readContext } from '../../src/auth';
import { readConfig } from '../../src/config';
import { openPlatform, type Platform } from '../../src/open-platform';
import { goOn } from '../../src/scoring';
import { fixedClock } from '../../src/shared/clock';
import { type TestDatabase, testDatabase } from '../../src/testing';

const now = new Date('2026-11-21T12:00:00Z');
let database: TestDatabase;
let platform: Platform;

beforeAll(async () => {
  database = await testDatabase();
  const config = readConfig({}, { DATABASE_URL: database.url, LOG_LEVEL: 'fatal' });
  platform = await openPlatform(config, { clock: fixedClock(now) });
}, 60_000);

afterAll(async () => {
  await platform.close();
  await database.close();
});

async function ask<Data>(query: string, variableValues: Record<string, unknown> = {}): Promise<Data> {
  const document = parse(query);
  expect(validate(platform.schema, document)).toEqual([]);
  const contextValue = readContext({
    ...{ reader: database.reader(), principal: developmentPrincipal, now, requestId: 'test' },
  });
  const { data, errors = [] } = await execute({ schema: platform.schema, document, contextValue, variableValues });
  expect(errors).toEqual([]);
  return JSON.parse(JSON.stringify(data)) as Data;
}

const create = `mutation ($input: CreateValueModelInput!) {
  createValueModel(input: $input) { outcome faults model { hash name state baseHash createdBy changes { path before after } } }
}`;
const decide = (what: string) => `mutation ($hash: String!, $by: String!) {
  ${what}ValueModel(input: { hash: $hash, decidedBy: $by }) {
    outcome faults recalculationId model { state approvedBy decisions { decision decidedBy previousHash comparison { customers kendallTauB } } }
    comparison { customers unchanged distribution { mean } topDecile { size kept } gradeMoves { from to customers } movers { customerId change byPlugin { name change } } }
  }
}`;

const comparison = `query ($hash: String!, $base: String, $atMost: Int) {
  valueModelComparison(hash: $hash, base: $base, atMost: $atMost) {
    baseHash population customers unchanged ranked kendallTauB kendallStandardError unmovedClasses
    classMoves { kind about from to customers }
    movers { customerId classChanges { kind about from to reason } }
  }
}`;

interface Report {
  readonly unmovedClasses: readonly string[];
  readonly classMoves: readonly object[];
  readonly movers: readonly { readonly classChanges: readonly { readonly reason: string }[] }[];
}

interface Created {
  readonly createValueModel: {
    readonly outcome: string;
    readonly faults: readonly string[];
    readonly model: { readonly hash: string } | null;
  };
}

const visit = (
  day: string,
) => `{ sourceKey: "${day}", type: "rep.visit_held", brand: "X", occurredAt: "${day}T10:00:00Z",
  customer: { identifiers: [{ system: "crm", value: "c0" }] },
  details: { callType: "face_to_face", minutes: 20, brands: [{ code: "X" }] } }`;
const customer = (key: string) => `${key}: upsertCustomer(input: { source: "s", sourceKey: "${key}", kind: PROFESSIONAL,
  identifiers: [{ system: "crm", value: "${key}" }], name: { family: "N" } }) { status }`;
const contacts = `mutation {
  upsertBrand(input: { code: "X", name: "X" }) { status }
  ${customer('c0')} ${customer('c1')}
  recordInteractions(input: { source: "calls", items: [${visit('2026-10-01')}, ${visit('2026-10-02')}] }) { recorded }
}`;

describe('value models over GraphQL', () => {
  let [base, draft] = ['', ''];

  it('shows the one in force', async () => {
    const { valueModels } = await ask<{ valueModels: { hash: string; state: string }[] }>(
      '{ valueModels(state: APPROVED) { hash name state document } }',
    );
    expect(valueModels).toHaveLength(1);
    base = valueModels[0]?.hash ?? '';
  });

  it('stores a draft made of changes once, and says what is wrong with one', async () => {
    const input = {
      base,
      name: 'vm-2',
      note: 'Web earns less',
      changes: [{ path: 'channels.web.depth', value: '0.3' }],
    };
    const first = await ask<Created>(create, { input });
    expect(first.createValueModel).toMatchObject({
      outcome: 'CREATED',
      faults: [],
      model: {
        name: 'vm-2',
        state: 'DRAFT',
        baseHash: base,
        createdBy: 'Development',
        changes: [
          { path: 'channels.web.depth', before: '0.6', after: '0.3' },
          { path: 'name', before: '"vm-1.0.0"', after: '"vm-2"' },
        ],
      },
    });
    draft = first.createValueModel.model?.hash ?? '';
    expect((await ask<Created>(create, { input })).createValueModel.outcome).toBe('EXISTS');
    const wrong = await ask<Created>(create, {
      input: { ...input, changes: [{ path: 'composite.money', value: '0.9' }] },
    });
    expect(wrong.createValueModel).toMatchObject({
      outcome: 'INVALID',
      model: null,
      faults: [expect.stringMatching(/add up to/)],
    });
  });

  it('compares without approving: who changes class and why, and what cannot change at all', async () => {
    const { recordInteractions } = await ask<{ recordInteractions: object }>(contacts);
    expect(recordInteractions).toEqual({ recorded: 2 });
    const changes = [
      { path: 'adoption.up.1', value: '5' },
      { path: 'grades.B', value: '1.2' },
    ];
    const { createValueModel } = await ask<Created>(create, { input: { base, name: 'vm-strict', changes } });
    const { valueModelComparison: report } = await ask<{ valueModelComparison: Report }>(comparison, {
      hash: createValueModel.model?.hash,
    });
    expect(report).toMatchObject({ population: 2, customers: 2, unchanged: 2, ranked: 2, kendallStandardError: null });
    expect(report.unmovedClasses).toEqual(['PROFIT']);
    expect(report.classMoves).toContainEqual({
      kind: 'ADOPTION',
      about: 'X',
      from: 'aware',
      to: 'unaware',
      customers: 1,
    });
    expect(report.classMoves).toContainEqual({ kind: 'GRADE', about: null, from: 'C', to: 'B', customers: 1 });
    expect(report.movers[0]?.classChanges.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^The mass of evidence is 1\.\d\d; A asks for 8, B for 1\.2, C for 1\.$/),
      '2 pieces of evidence come to the stage unaware.',
    ]);
    const back = await ask<{ valueModelComparison: Report }>(comparison, {
      hash: base,
      base: createValueModel.model?.hash,
      atMost: 1,
    });
    expect(back.valueModelComparison).toMatchObject({ baseHash: createValueModel.model?.hash, population: 2 });
    expect(platform.scoring.modelHash).toBe(base);
  });

  it('approves with a report and a name, in one step, and asks for the recalculation', async () => {
    const approved = await ask<{ approveValueModel: Record<string, unknown> }>(decide('approve'), {
      hash: draft,
      by: 'Ada Person',
    });
    expect(approved.approveValueModel).toMatchObject({
      outcome: 'APPROVED',
      recalculationId: expect.any(String),
      model: {
        state: 'APPROVED',
        approvedBy: 'Ada Person (Development)',
        decisions: [
          { decision: 'APPROVED', previousHash: base, comparison: { customers: 2, kendallTauB: expect.any(Number) } },
        ],
      },
      comparison: { customers: 2, movers: [] },
    });
    expect(platform.scoring.modelHash).toBe(draft);
    expect(
      (await ask<{ recalculations: unknown[] }>('{ recalculations { state source progress requestedBy modelHash } }'))
        .recalculations,
    ).toEqual([
      { state: 'RUNNING', source: 'BUCKETS', progress: 0, requestedBy: 'Ada Person (Development)', modelHash: draft },
    ]);
    expect(await goOn(platform.maintenance)).toMatchObject({ state: 'finished' });
    expect(await ask('{ consistencyIncidents { what } }')).toEqual({ consistencyIncidents: [] });
  });

  it('refuses to retire the one in force, and retires another once', async () => {
    const retire = async (hash: string) =>
      (await ask<{ retireValueModel: { outcome: string } }>(decide('retire'), { hash, by: 'Ada' })).retireValueModel
        .outcome;
    expect(await retire(draft)).toBe('IN_FORCE');
    expect(await retire(base)).toBe('ALREADY_RETIRED');
    expect(await ask('query ($hash: String!) { valueModel(hash: $hash) { state } }', { hash: 'ffffff' })).toEqual({
      valueModel: null,
    });
  });
});
