import { connection, list, lookup } from '../../sdk';
import { fragmentFaults } from './check-fragments';

const orderings = { BY_ID: { terms: [{ sql: 't.id', type: 'bigint', direction: 'asc' }] } } as const;
const filtered = (sql: Parameters<typeof lookup>[1]['sql']) =>
  fragmentFaults(connection({ type: 'Customer', orderings, filters: { some: { sql } } }));

describe('a fragment of SQL', () => {
  it('that names a table must ask which of its rows may be seen', () => {
    expect(
      filtered((one) => `exists (select from core.need n where n.customer_id = t.id and n.kind = ${one})`),
    ).toEqual(['the filter some names core.need without asking `visible` which of its rows the caller may see.']);
    expect(
      filtered((_, visible) => `exists (select from core.need n where ${visible.rows('core.need', 'n')})`),
    ).toEqual([]);
  });

  it('asks for every mention, and for tables of plugins too', () => {
    const both = 'exists (select from core.need a, core.need b, plugin_call.stock s)';
    expect(filtered((_, visible) => `${both} and ${visible.rows('core.need', 'a')}`)).toHaveLength(3);
  });

  it('may name reference data freely', () => {
    expect(filtered((one) => `t.brand_id = any(array(select id from core.brand where code = any(${one})))`)).toEqual(
      [],
    );
  });

  it('is looked at wherever it stands', () => {
    const naming = 'exists (select from core.interaction)';
    const fault = [expect.stringContaining('core.interaction')];
    expect(fragmentFaults(lookup('Customer', { sql: () => naming }))).toEqual(fault);
    expect(fragmentFaults(connection({ type: 'Customer', orderings, filters: {}, where: naming }))).toEqual(fault);
    const joined = { BY_ID: { ...orderings.BY_ID, join: () => 'join core.interaction i on true' } };
    expect(fragmentFaults(connection({ type: 'Customer', orderings: joined, filters: {} }))).toEqual(fault);
    const terms = [{ sql: `(${naming})::int`, type: 'int', direction: 'asc' }] as const;
    expect(fragmentFaults(list({ type: 'Need', key: 'customer_id', limit: 1, orderBy: terms }))).toEqual(fault);
  });
});
