import { type DomainApi, openDomain } from '../../../test/helpers/domain-api';
import { principalOf } from '../../../test/helpers/scope-oracle';
import { storeScopeWorld } from '../../../test/helpers/scope-world';
import type { Principal } from '../../sdk';

let api: DomainApi;
let analyst: Principal;
beforeAll(async () => {
  api = await openDomain();
  await storeScopeWorld(api.database, 400);
  // In two territories few customers are left.
  await api.database.transaction((writer) =>
    writer.execute({
      text: `update core.customer c set territory_id = (select id from core.territory where code = 'S')
        from core.territory t where t.id = c.territory_id and t.code in ('N11', 'N2') and c.id % 5 > 0`,
    }),
  );
  analyst = await principalOf(api.database, { role: 'analyst', countries: ['*'] });
});
afterAll(() => api.close());

interface Row {
  readonly territory: { readonly code: string } | null;
  readonly segment: string | null;
  readonly suppressed: boolean;
  readonly count: number | null;
  readonly distinctCustomers: number | null;
  readonly cost: readonly object[] | null;
  readonly values: readonly object[];
}

async function ask(principal: Principal | undefined, dimensions: string, filter = '{}') {
  const { data, errors } = await api.ask(
    `{ interactionMetrics(dimensions: [${dimensions}], measures: [COUNT, DISTINCT_CUSTOMERS, COST, CALL_MINUTES], filter: ${filter}, grain: MONTH) {
      smallestGroup rows { suppressed period territory { code } segment channel type brand { code } count distinctCustomers cost { minorUnits } values { value } } } }`,
    {},
    principal,
  );
  return {
    errors,
    smallest: data?.interactionMetrics?.smallestGroup,
    rows: (data?.interactionMetrics?.rows ?? []) as readonly Row[],
  };
}

describe('figures of small groups', () => {
  it('are withheld from those who see no rows, and the rows say so', async () => {
    const { rows, smallest } = await ask(analyst, 'TERRITORY, SEGMENT, BRAND');
    const withheld = rows.filter(({ suppressed }) => suppressed);
    const shown = rows.filter(({ suppressed }) => !suppressed);
    expect(smallest).toBe(11);
    expect(withheld.length).toBeGreaterThan(5);
    expect(shown.length).toBeGreaterThan(5);
    for (const row of withheld) {
      expect(row).toMatchObject({ count: null, distinctCustomers: null, cost: null, values: [] });
    }
    for (const { distinctCustomers } of shown) expect(distinctCustomers).toBeGreaterThanOrEqual(11);
  });

  it('are shown to those who see the rows behind them', async () => {
    const { rows, smallest } = await ask(undefined, 'TERRITORY, SEGMENT, BRAND');
    expect(smallest).toBe(1);
    expect(rows.some(({ distinctCustomers }) => Number(distinctCustomers) < 11)).toBe(true);
    expect(rows.filter(({ suppressed }) => suppressed)).toEqual([]);
  });

  it('are as many rows as there are for others: what is withheld is not missing', async () => {
    const keys = ({ rows }: { rows: readonly Row[] }) =>
      rows.map(({ territory, segment }) => [territory?.code, segment]);
    const admin = { ...analyst, roles: ['admin', 'analyst'], purpose: 'none' };
    const kinds = await ask(analyst, 'TERRITORY, SEGMENT');
    expect(keys(kinds)).toEqual(expect.arrayContaining(keys(kinds)));
    expect(keys(await ask(admin, 'TERRITORY, SEGMENT'))).toEqual(keys(kinds));
  });

  it('do not follow from sums that are shown', async () => {
    const { rows } = await ask(analyst, 'TERRITORY, SEGMENT');
    const { rows: territories } = await ask(analyst, 'TERRITORY');
    const withheldIn = (code: string | undefined) =>
      rows.filter(({ territory, suppressed }) => territory?.code === code && suppressed).length;
    for (const { territory, suppressed } of territories) {
      if (!suppressed) expect(withheldIn(territory?.code)).not.toBe(1);
    }
  });

  it('are withheld under a filter as without it', async () => {
    const whole = await ask(analyst, 'TERRITORY, SEGMENT');
    const part = await ask(analyst, 'TERRITORY, SEGMENT', '{ territories: ["N", "N1", "S1"] }');
    const codes = ['N', 'N1', 'S1'];
    expect(part.rows).toEqual(whole.rows.filter(({ territory }) => codes.includes(territory?.code ?? '')));
    const narrow = await ask(analyst, 'TERRITORY', '{ segments: ["A"] }');
    expect(narrow.errors).toMatchObject([{ code: 'BAD_INPUT', message: expect.stringContaining('SEGMENT') }]);
    const days = await ask(analyst, 'TERRITORY', '{ from: "2026-01-01" }');
    expect(days.errors).toMatchObject([{ code: 'BAD_INPUT' }]);
    expect((await ask(undefined, 'TERRITORY', '{ segments: ["A"] }')).errors).toEqual([]);
  });

  it('are refused as a whole when too many of them hang together', async () => {
    const { errors } = await ask(analyst, 'TERRITORY, SEGMENT, BRAND, PERIOD, TYPE');
    expect(errors).toMatchObject([{ code: 'PAGE_TOO_LARGE' }]);
  });
});
