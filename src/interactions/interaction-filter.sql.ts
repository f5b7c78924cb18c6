import type { Filter } from '../sdk';
import { codeFilter } from '../shared/code-filter.sql';
import { decodeIntegerId } from '../shared/global-id';

const anyOf = (column: string): Filter => ({ sql: (parameter) => `t.${column} = any(${parameter}::text[])` });

/** Conditions of `Query.interactions`, by argument path. */
export const interactionFilters: Readonly<Record<string, Filter>> = {
  'filter.customers': {
    sql: (parameter) => `t.customer_id = any(${parameter}::bigint[])`,
    value: (ids) => (ids as string[]).map((id) => decodeIntegerId(id, 'Customer')),
  },
  'filter.channels': anyOf('channel'),
  'filter.types': anyOf('type'),
  'filter.directions': anyOf('direction'),
  'filter.brands': codeFilter('brand_id', 'core.brand'),
  'filter.actors': codeFilter('actor_id', 'core.team_member'),
  'filter.between.from': { sql: (parameter) => `t.occurred_at >= ${parameter}::timestamptz` },
  'filter.between.to': { sql: (parameter) => `t.occurred_at < ${parameter}::timestamptz` },
  'filter.source': { sql: (parameter) => `t.source = ${parameter}::text` },
  'filter.filtered': { sql: (parameter) => `(t.filtered_code is not null) = ${parameter}::boolean` },
};

const timelinePaths = ['channels', 'types', 'between.from', 'between.to', 'filtered'];

/** The same conditions where they are arguments of the field itself, as on `Customer.timeline`. */
export const timelineFilters: Readonly<Record<string, Filter>> = Object.fromEntries(
  Object.entries(interactionFilters)
    .map(([path, filter]) => [path.slice('filter.'.length), filter] as const)
    .filter(([path]) => timelinePaths.includes(path)),
);
