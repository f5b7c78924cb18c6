import type { Scope } from '../../../src/auth';
import type { Principal } from '../../../src/sdk';

/** Sees everything. */
export const everybody: Principal = { subject: 'all', name: 'All', roles: ['admin'] };

/** Sees customers of some territories with all that belongs to them, and one brand less. */
export const fieldForce: Principal = { subject: 'field', name: 'Field', roles: ['representative'] };

const territories = [7, 8, 9, 10, 11];

const isRestricted = ({ roles }: Principal): boolean => !roles.includes('admin');

export const territoryScope: Scope = {
  shape: (principal) => (isRestricted(principal) ? 'territories' : 'everything'),
  condition: ({ table, customerColumn }, alias, principal) => {
    if (!isRestricted(principal)) return null;
    if (table === 'core.brand') return { sql: (hidden) => `${alias}.code <> ${hidden}::text`, values: ['BRAND-2'] };
    if (customerColumn === undefined) return null;
    const sql = (places = ''): string =>
      table === 'core.customer'
        ? `${alias}.territory_id = any(${places}::integer[])`
        : `exists (select from core.customer s where s.id = ${alias}.${customerColumn} and s.territory_id = any(${places}::integer[]))`;
    return { sql, values: [territories] };
  },
};
