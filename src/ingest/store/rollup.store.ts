import type { Writer } from '../../sdk';
import type { MeasureAddend, MonthDelta } from '../rollup-deltas';

const monthKey = ['customer_id', 'month', 'channel', 'type', 'brand_id', 'cost_currency'];
const measureKey = ['customer_id', 'month', 'measure', 'channel', 'type', 'brand_id'];
const sameKey = (columns: readonly string[]): string =>
  columns.map((column) => `t.${column} = k.${column}`).join(' and ');
const ofKey = (columns: readonly string[]): string => columns.map((column) => `k.${column}`).join(', ');

/** Adds to the monthly figures and removes rows that reach zero. Customers are locked, so no other batch meets these rows: a merge is exact. */
export async function addToMonths(writer: Writer, deltas: readonly MonthDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const keys = [
    deltas.map((delta) => delta.customerId),
    deltas.map((delta) => delta.month),
    deltas.map((delta) => delta.channel),
    deltas.map((delta) => delta.type),
    deltas.map((delta) => delta.brandId),
    deltas.map((delta) => delta.currency),
  ];
  await writer.execute({
    name: 'ingest-months',
    text: `merge into core.rollup_customer_month t
      using (
        select unnest($1::bigint[]) as customer_id, unnest($2::date[]) as month, unnest($3::text[]) as channel,
          unnest($4::text[]) as type, unnest($5::integer[]) as brand_id, unnest($6::text[]) as cost_currency,
          unnest($7::integer[]) as interactions, unnest($8::bigint[]) as cost_minor
      ) as k
      on ${sameKey(monthKey)}
      when matched then update set interactions = t.interactions + k.interactions, cost_minor = t.cost_minor + k.cost_minor
      when not matched then insert (${monthKey.join(', ')}, interactions, cost_minor)
        values (${ofKey(monthKey)}, k.interactions, k.cost_minor)`,
    values: [...keys, deltas.map((delta) => delta.interactions), deltas.map((delta) => delta.costMinor)],
  });
  if (deltas.every((delta) => delta.interactions > 0)) return;
  await writer.execute({
    name: 'ingest-months-zero',
    text: `delete from core.rollup_customer_month t
      using unnest($1::bigint[], $2::date[], $3::text[], $4::text[], $5::integer[], $6::text[])
        as k (${monthKey.join(', ')})
      where ${sameKey(monthKey)} and t.interactions = 0 and t.cost_minor = 0`,
    values: keys,
  });
}

/** Adds to the monthly sums of measures. Sums are made by the database, because its decimals are exact. */
export async function addToMeasures(writer: Writer, addends: readonly MeasureAddend[]): Promise<void> {
  if (addends.length === 0) return;
  const keys = [
    addends.map((addend) => addend.customerId),
    addends.map((addend) => addend.month),
    addends.map((addend) => addend.measure),
    addends.map((addend) => addend.channel),
    addends.map((addend) => addend.type),
    addends.map((addend) => addend.brandId),
  ];
  await writer.execute({
    name: 'ingest-measures',
    text: `merge into core.rollup_measure_month t
      using (
        select ${measureKey.join(', ')}, trim_scale(sum(amount * times)) as value
        from (
          select unnest($1::bigint[]) as customer_id, unnest($2::date[]) as month, unnest($3::text[]) as measure,
            unnest($4::text[]) as channel, unnest($5::text[]) as type, unnest($6::integer[]) as brand_id,
            unnest($7::numeric[]) as amount, unnest($8::integer[]) as times
        ) as a
        group by ${measureKey.join(', ')}
      ) as k
      on ${sameKey(measureKey)}
      when matched then update set value = trim_scale(t.value + k.value)
      when not matched then insert (${measureKey.join(', ')}, value) values (${ofKey(measureKey)}, k.value)`,
    values: [...keys, addends.map((addend) => addend.amount), addends.map((addend) => addend.times)],
  });
  if (addends.every((addend) => addend.times > 0 && !addend.amount.startsWith('-'))) return;
  await writer.execute({
    name: 'ingest-measures-zero',
    text: `delete from core.rollup_measure_month t
      using unnest($1::bigint[], $2::date[], $3::text[], $4::text[], $5::text[], $6::integer[])
        as k (${measureKey.join(', ')})
      where ${sameKey(measureKey)} and t.value = 0`,
    values: keys,
  });
}
