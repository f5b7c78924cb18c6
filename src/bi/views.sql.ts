import { costCurrency, dimensions, joinSql, measures, pluginMeasure } from './catalogue';

/** The role that BI tools are granted; it may read the views of schema `bi` and nothing else. */
export const biRole = 'rapport_bi';

const labels = dimensions.map(({ label, column }) => `${label} as ${column}`).join(', ');
const labelJoins = joinSql(dimensions.flatMap((dimension) => dimension.labelJoins));
const groups = (columns: number): string => Array.from({ length: columns }, (_, index) => index + 1).join(', ');

/** The views by name, each with what its rows are. */
export const biViews: Readonly<Record<string, { readonly comment: string; readonly sql: string }>> = {
  interaction_metrics: {
    comment:
      'Contacts at the finest grain. Distinct customers of a coarser grain are not the sum: count them in interaction_facts.',
    sql: `select ${labels}, ${costCurrency} as cost_currency,
        ${measures.map(({ sql, column }) => `${sql} as ${column}`).join(', ')}
      from core.rollup_customer_month r ${labelJoins}
      group by ${groups(dimensions.length + 1)}`,
  },
  interaction_facts: {
    comment: 'Contacts per customer and month, for any grouping with exact distinct customers.',
    sql: `select r.customer_id, ${labels}, ${costCurrency} as cost_currency,
        r.interactions as contacts, r.cost_minor
      from core.rollup_customer_month r ${labelJoins}`,
  },
  measure_metrics: {
    comment: 'Figures that plugins declare, at the finest grain.',
    sql: `select r.measure, ${labels}, ${pluginMeasure} as value, count(distinct r.customer_id)::bigint as distinct_customers
      from core.measure_month r ${labelJoins}
      group by ${groups(dimensions.length + 1)}`,
  },
  customer: {
    comment:
      'Customers without names and contact data: what they are, where they belong, what the relationship is worth. Consumers have no value.',
    sql: `select c.id as customer_id, c.kind, c.status, c.specialty, c.segment, t.code as territory, t.name as territory_name,
        c.country, v.rvi as relationship_value, v.grade, v.engagement, v.reciprocity, v.service, v.durability,
        v.money as money_index, v.model_hash as value_model, v.computed_at as value_computed_at, v.dirty as value_is_outdated
      from core.customer c
      left join core.territory t on t.id = c.territory_id
      left join core.customer_value v on v.customer_id = c.id and c.kind <> 'consumer'`,
  },
};

/** Makes the schema with its views anew; a migration may name the views as they were in its time. */
export function createBiSchema(given: typeof biViews = biViews): string {
  const views = Object.entries(given).map(
    ([name, { sql, comment }]) => `create view bi.${name} as ${sql}; comment on view bi.${name} is '${comment}';`,
  );
  return `drop schema if exists bi cascade; create schema bi; ${views.join('\n')}`;
}

/**
 * Makes the role and lets it read the views. Where the user of the migration may not create roles, it says so and goes
 * on: an administrator can make the role and run the grants.
 */
export function grantBiRole(role: string): string {
  return `do $$
    begin
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin;
      end if;
      grant usage on schema bi to ${role};
      grant select on all tables in schema bi to ${role};
    exception
      when insufficient_privilege then
        raise warning 'The role ${role} was not set up: this database user may not create roles. Ask an administrator to run: create role ${role} nologin; grant usage on schema bi to ${role}; grant select on all tables in schema bi to ${role};';
      when duplicate_object or unique_violation then
        grant usage on schema bi to ${role};
        grant select on all tables in schema bi to ${role};
    end
    $$`;
}
