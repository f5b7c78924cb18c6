import { type Filter, RapportError } from '../sdk';
import { codeFilter } from '../shared/code-filter.sql';
import { decodeIntegerId } from '../shared/global-id';
import type { CustomerFilter, RelatedToInput } from './customer-filter';

const anyOf = (column: string): Filter => ({ sql: (parameter) => `t.${column} = any(${parameter}::text[])` });

const inRollup = (condition: (parameter: string) => string): Filter => ({
  sql: (parameter) =>
    `exists (select from core.rollup_customer_month r where r.customer_id = t.id and ${condition(parameter)})`,
});

const index = (comparison: '>=' | '<='): Filter => ({
  sql: (parameter) =>
    `exists (select from core.customer_value s
              where s.customer_id = t.id and s.rvi ${comparison} ${parameter}::float8)`,
});

/** Conditions by argument path; each is one field of {@link CustomerFilter}. */
export const customerFilters: Readonly<Record<string, Filter>> = {
  'filter.kinds': anyOf('kind'),
  'filter.statuses': anyOf('status'),
  'filter.segments': anyOf('segment'),
  'filter.countries': anyOf('country'),
  'filter.territories': codeFilter('territory_id', 'core.territory'),
  'filter.specialties': {
    sql: (parameter) =>
      `(lower(t.specialty) = any(${parameter}::text[]) or lower(t.specialty_code) = any(${parameter}::text[]))`,
    value: (specialties) => (specialties as string[]).map((specialty) => specialty.trim().toLowerCase()),
  },
  'filter.nameContains': {
    sql: (parameter) => `lower(t.display_name) like lower(${parameter}::text)`,
    value: (part) => likePattern(part as string),
  },
  'filter.identifierSystem': {
    sql: (parameter) =>
      `exists (select from core.customer_identifier i where i.customer_id = t.id and i.system = ${parameter}::text)`,
  },
  'filter.relatedTo': { sql: relatedToSql, value: (input) => relatedToValue(input as RelatedToInput) },
  'filter.brands': inRollup(
    (parameter) => `r.brand_id = any(array(select id from core.brand where code = any(${parameter}::text[])))`,
  ),
  'filter.channels': inRollup((parameter) => `r.channel = any(${parameter}::text[])`),
  'filter.valueAtLeast': index('>='),
  'filter.valueAtMost': index('<='),
};

function likePattern(part: string): string {
  const text = part.trim();
  if (text.length < 2) {
    throw new RapportError('BAD_INPUT', `filter.nameContains is "${part}"; it needs at least 2 characters.`);
  }
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** One bound value for four conditions: a JSON object, of which an absent key holds of every relationship. */
function relatedToSql(parameter: string): string {
  const key = (name: string) => `(${parameter}::jsonb ->> '${name}')`;
  const orAbsent = (name: string, condition: string) => `(${key(name)} is null or ${condition})`;
  return `exists (select from core.relationship x where x.customer_id = t.id
    and ${orAbsent('teamMember', `x.team_member_id = ${key('teamMember')}::int`)}
    and ${orAbsent('brand', `x.brand_id = ${key('brand')}::int`)}
    and ${orAbsent('role', `x.role = ${key('role')}`)}
    and ${orAbsent('activeOn', `coalesce(x.since <= ${key('activeOn')}::date, true)`)}
    and ${orAbsent('activeOn', `coalesce(x.until >= ${key('activeOn')}::date, true)`)})`;
}

function relatedToValue({ teamMember, brand, role, activeOn }: RelatedToInput): string {
  return JSON.stringify({
    ...(teamMember ? { teamMember: decodeIntegerId(teamMember, 'TeamMember') } : {}),
    ...(brand ? { brand: decodeIntegerId(brand, 'Brand') } : {}),
    ...(role ? { role } : {}),
    ...(activeOn ? { activeOn } : {}),
  });
}

/** The customer with an identifier, given as `[system, value]`. */
export const byIdentifier: Pick<Filter, 'sql'> = {
  sql: (parameter) =>
    `t.id = (select i.customer_id from core.customer_identifier i
              where i.system = (${parameter}::text[])[1] and i.value = (${parameter}::text[])[2])`,
};
