import { DirectionEnum, Field, type Filter, ID, InputType } from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import { TimeRange } from './time-range';

@InputType({ description: 'Which contacts. All that is given must hold; of a list, any value.' })
export class InteractionFilter {
  @Field(() => [ID], { nullable: true, description: 'Ids of customers.' })
  customers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Ids of channels, such as rep.' })
  channels?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Ids of interaction types, such as rep.visit_held.' })
  types?: string[] | null;

  @Field(() => [DirectionEnum], { nullable: true, description: 'Who turned to whom.' })
  directions?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of brands spoken about.' })
  brands?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of our team members.' })
  actors?: string[] | null;

  @Field(() => TimeRange, { nullable: true, description: 'When it happened.' })
  between?: TimeRange | null;

  @Field(() => String, { nullable: true, description: 'System it came from.' })
  source?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only contacts that a rule filtered. False: only those that count. Absent: both.',
  })
  filtered?: boolean | null;
}

const anyOf = (column: string): Filter => ({ sql: (parameter) => `t.${column} = any(${parameter}::text[])` });

const byCode = (column: string, table: string): Filter => ({
  sql: (parameter) => `t.${column} = any(array(select id from ${table} where code = any(${parameter}::text[])))`,
});

/** Conditions of `Query.interactions`, by argument path. */
export const interactionFilters: Readonly<Record<string, Filter>> = {
  'filter.customers': {
    sql: (parameter) => `t.customer_id = any(${parameter}::bigint[])`,
    value: (ids) => (ids as string[]).map((id) => decodeIntegerId(id, 'Customer')),
  },
  'filter.channels': anyOf('channel'),
  'filter.types': anyOf('type'),
  'filter.directions': anyOf('direction'),
  'filter.brands': byCode('brand_id', 'core.brand'),
  'filter.actors': byCode('actor_id', 'core.team_member'),
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
