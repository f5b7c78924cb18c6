import type { Principal } from '../sdk';
import { type Dimension, type Purpose, purposes, roleNames } from './roles';
import { rowRules } from './scope';
import { coreTables } from './table-rules';

/** Every role and some pairs of them, with every purpose and each limit named, not named, or of everything. */
function principals(): readonly Principal[] {
  const roles = [...roleNames.map((role) => [role]), ['rep', 'medical'], ['marketing', 'analyst'], ['stranger']];
  const stated: readonly (Purpose | undefined)[] = [undefined, ...(Object.keys(purposes) as Purpose[])];
  return roles.flatMap((given) =>
    stated.flatMap((purpose) =>
      reaches.map((reach) => ({
        ...{ subject: 'x', name: 'X', roles: given, reach },
        ...(purpose === undefined ? {} : { purpose }),
      })),
    ),
  );
}

const values: Readonly<Record<Dimension, readonly unknown[]>> = {
  territories: [1, 2],
  countries: ['DE'],
  brands: [3],
};

const reaches = Object.keys(values).reduce<readonly Record<string, unknown>[]>(
  (made, name) =>
    made.flatMap((reach) => [reach, { ...reach, [name]: null }, { ...reach, [name]: values[name as Dimension] }]),
  [{}],
);

/** The conditions on every table, as they stand in statements. */
function textsFor(principal: Principal): string {
  return Object.keys(coreTables)
    .flatMap((table) =>
      (['unknown', 'visible'] as const).map((customer) => {
        const condition = rowRules.condition({ table: table as 'core.customer', key: 'id' }, 't', principal, customer);
        return `${table} ${condition?.sql(...condition.values.map((_, index) => `$${index}`)) ?? 'all'}`;
      }),
    )
    .join('\n');
}

describe('the shape of who asks', () => {
  it('is the same only for those under whom every statement reads the same', () => {
    const byShape = new Map<string, string>();
    for (const principal of principals()) {
      const shape = rowRules.shape(principal);
      const texts = textsFor(principal);
      const known = byShape.get(shape) ?? texts;
      byShape.set(shape, known);
      expect([principal, texts]).toEqual([principal, known]);
    }
    expect(byShape.size).toBeGreaterThan(20);
  });

  it('does not depend on the values of limits', () => {
    const of = (territories: readonly number[]): Principal => ({
      ...{ subject: 'r', name: 'R', roles: ['rep'], reach: { territories } },
    });
    expect(rowRules.shape(of([1]))).toBe(rowRules.shape(of([2, 3])));
  });
});
