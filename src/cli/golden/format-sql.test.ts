import { formatSql } from './format-sql';

describe('laying out a statement', () => {
  it('puts subqueries a step further in, and clauses and keys on lines of their own', () => {
    const text = `select '{"a":' || (select max(x) filter (where x > 1) from t where t.b = 'from; (select' limit $1) || ',"b":' || r.b || '}' as data from r`;

    expect(formatSql(text)).toBe(`select
'{"a":' || (
  select max(x) filter (where x > 1)
  from t
  where t.b = 'from; (select'
  limit $1
) ||
',"b":' || r.b || '}' as data
from r`);
  });
});
