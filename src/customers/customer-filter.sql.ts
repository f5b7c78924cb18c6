import { type Filter, RapportError, type Visible } from '../sdk';
import { codeFilter, idsOfCodes } from '../shared/code-filter.sql';
import { decodeIntegerId } from '../shared/global-id';
import type { CustomerFilter, RelatedToInput } from './customer-filter';

const anyOf = (column: string): Filter => ({ sql: (parameter) => `t.${column} = any(${parameter}::text[])` });

const inRollup = (condition: (parameter: string) => string): Filter => ({
  sql: (parameter, visible) =>
    `exists (select from core.rollup_customer_month r where r.customer_id = t.id and ${condition(parameter)}
      and ${visible.ofVisibleCustomer('core.rollup_customer_month', 'r')})`,
});

const index = (comparison: '>=' | '<='): Filter => ({
  sql: (parameter, visible) =>
    `exists (select from core.customer_value s
              where s.customer_id = t.id and s.rvi ${comparison} ${parameter}::float8
                and ${visible.ofVisibleCustomer('core.customer_value', 's')})`,
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
    sql: (parameter, visible) =>
      `exists (select from core.customer_identifier i where i.customer_id = t.id and i.system = ${parameter}::text
        and ${visible.ofVisibleCustomer('core.customer_identifier', 'i')})`,
  },
  'filter.relatedTo': { sql: relatedToSql, value: (input) => relatedToValue(input as RelatedToInput) },
  'filter.brands': inRollup((parameter) => `r.brand_id = any(${idsOfCodes('core.brand', parameter)})`),
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
function relatedToSql(parameter: string, visible: Visible): string {
  const key = (name: string) => `(${parameter}::jsonb ->> '${name}')`;
  const orAbsent = (name: string, condition: string) => `(${key(name)} is null or ${condition})`;
  return `exists (select from core.relationship x where x.customer_id = t.id
    and ${orAbsent('teamMember', `x.team_member_id = ${key('teamMember')}::int`)}
    and ${orAbsent('brand', `x.brand_id = ${key('brand')}::int`)}
    and ${orAbsent('role', `x.role = ${key('role')}`)}
    and ${orAbsent('activeOn', `coalesce(x.since <= ${key('activeOn')}::date, true)`)}
    and ${orAbsent('activeOn', `coalesce(x.until >= ${key('activeOn')}::date, true)`)}
    and ${visible.ofVisibleCustomer('core.relationship', 'x')})`;
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
  sql: (parameter, visible) =>
    `t.id = (select i.customer_id from core.customer_identifier i
              where i.system = (${parameter}::text[])[1] and i.value = (${parameter}::text[])[2]
                and ${visible.ofVisibleCustomer('core.customer_identifier', 'i')})`,
};
