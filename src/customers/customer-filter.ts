import {
  CalendarDate,
  CountryCode,
  CustomerKindEnum,
  CustomerStatusEnum,
  Field,
  type Filter,
  Float,
  ID,
  InputType,
  RapportError,
} from '../sdk';
import { decodeIntegerId } from '../shared/global-id';

@InputType({ description: 'A tie to our side. All that is given must hold of one relationship.' })
export class RelatedToInput {
  @Field(() => ID, { nullable: true, description: 'Team member the relationship is with.' })
  teamMember?: string | null;

  @Field(() => ID, { nullable: true, description: 'Brand the relationship is with.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Role of the relationship.' })
  role?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day on which it must be in force; absent: any time.' })
  activeOn?: string | null;
}

@InputType({ description: 'Which customers. All that is given must hold; of a list, any value.' })
export class CustomerFilter {
  @Field(() => [CustomerKindEnum], { nullable: true, description: 'Kinds of customer.' })
  kinds?: string[] | null;

  @Field(() => [CustomerStatusEnum], { nullable: true, description: 'Statuses.' })
  statuses?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of territories.' })
  territories?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Segments.' })
  segments?: string[] | null;

  @Field(() => [CountryCode], { nullable: true, description: 'Countries.' })
  countries?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Main specialties, in words or as codes, without regard to case.',
  })
  specialties?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name shown, without regard to case; at least 2 characters.',
  })
  nameContains?: string | null;

  @Field(() => String, { nullable: true, description: 'System in which the customer has an identifier.' })
  identifierSystem?: string | null;

  @Field(() => RelatedToInput, { nullable: true, description: 'A relationship with our side.' })
  relatedTo?: RelatedToInput | null;

  @Field(() => [String], { nullable: true, description: 'Codes of brands a contact was about.' })
  brands?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Channels of which the customer has at least one contact.' })
  channels?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Least engagement of the stored value, -100 to 100.' })
  valueAtLeast?: number | null;

  @Field(() => Float, { nullable: true, description: 'Greatest engagement of the stored value, -100 to 100.' })
  valueAtMost?: number | null;
}

const anyOf = (column: string): Filter => ({ sql: (parameter) => `t.${column} = any(${parameter}::text[])` });

const inRollup = (condition: (parameter: string) => string): Filter => ({
  sql: (parameter) =>
    `exists (select from core.rollup_customer_month r where r.customer_id = t.id and ${condition(parameter)})`,
});

const engagement = (comparison: '>=' | '<='): Filter => ({
  sql: (parameter) =>
    `exists (select from core.customer_value s
              where s.customer_id = t.id and s.engagement ${comparison} ${parameter}::float8)`,
});

/** Conditions by argument path; each is one line of {@link CustomerFilter}. */
export const customerFilters: Readonly<Record<string, Filter>> = {
  'filter.kinds': anyOf('kind'),
  'filter.statuses': anyOf('status'),
  'filter.segments': anyOf('segment'),
  'filter.countries': anyOf('country'),
  'filter.territories': {
    sql: (parameter) =>
      `t.territory_id = any(array(select id from core.territory where code = any(${parameter}::text[])))`,
  },
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
  'filter.valueAtLeast': engagement('>='),
  'filter.valueAtMost': engagement('<='),
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
