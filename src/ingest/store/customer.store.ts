import type { Writer } from '../../sdk';
import { type CustomerChange, customerColumnGroups } from '../plan/customer-change';
import type { IdentifierOwner } from '../plan/identity-book';
import { ConcurrentChange } from '../retry';

const casts: Readonly<Record<string, string>> = { territory_id: '::integer', status_since: '::date' };
const columns = Object.values(customerColumnGroups).flat();

/** A column of the merged row: what replaces, else what fills an empty group, else what is stored. */
const merged = Object.values(customerColumnGroups)
  .flatMap((group: readonly string[]) => {
    const isEmpty = `num_nonnulls(${group.map((column) => `c.${column}`).join(', ')}) = 0`;
    return group.map((column) => {
      const cast = casts[column] ?? '';
      return `case when v.replace ? '${column}' then (v.replace ->> '${column}')${cast}
        when ${isEmpty} then (v.fill ->> '${column}')${cast} else c.${column} end as ${column}`;
    });
  })
  .join(',\n        ');

const personName = `nullif(concat_ws(' ', m.given_name, m.middle_name, m.family_name, m.name_suffix), '')`;
const displayName = `coalesce(case when m.kind = 'organization' then m.organization_name end,
        ${personName}, m.organization_name, m.stored_name, m.fallback_name)`;

const upsert = `with merged as (
      select v.id, ${merged},
        c.display_name as stored_name, v.fallback_name
      from json_to_recordset($1::json) as v (id bigint, replace jsonb, fill jsonb, fallback_name text)
      left join core.customer c on c.id = v.id
    )
    insert into core.customer as t (id, ${columns.join(', ')}, display_name, created_at, updated_at)
      overriding system value
    select m.id, ${columns.map((column) => `m.${column}`).join(', ')}, ${displayName}, $2::timestamptz, $2::timestamptz
    from merged m
    on conflict (id) do update set
      ${[...columns, 'display_name', 'updated_at'].map((column) => `${column} = excluded.${column}`).join(', ')}
    where (${columns.map((column) => `t.${column}`).join(', ')}, t.display_name)
      is distinct from (${columns.map((column) => `excluded.${column}`).join(', ')}, excluded.display_name)`;

/** Creates customers and merges what the batch says about known ones. Customers are locked. */
export async function saveCustomers(writer: Writer, changes: readonly CustomerChange[], at: Date): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ customerId, replace, fill, fallbackName }) => ({
    id: customerId,
    replace: Object.assign({}, ...replace.values()),
    fill: Object.assign({}, ...fill.values()),
    fallback_name: fallbackName,
  }));
  await writer.execute({ name: 'ingest-customers', text: upsert, values: [JSON.stringify(rows), at] });
}

/** Gives identifiers to customers. Waits for a concurrent batch with the same one, and fails when it was faster. */
export async function saveIdentifiers(writer: Writer, added: readonly IdentifierOwner[], at: Date): Promise<void> {
  if (added.length === 0) return;
  const inserted = await writer.execute({
    name: 'ingest-identifiers-insert',
    text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
      select system, value, customer_id, $4
      from unnest($1::text[], $2::text[], $3::bigint[]) as i (system, value, customer_id)
      on conflict do nothing`,
    values: [
      added.map(({ system }) => system),
      added.map(({ value }) => value),
      added.map(({ customerId }) => customerId),
      at,
    ],
  });
  if (inserted !== added.length) throw new ConcurrentChange('an identifier of the batch was given away meanwhile');
}
