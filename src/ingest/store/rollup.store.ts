import type { Writer } from '../../sdk';
import type { MeasureAddend, MonthDelta } from '../rollup-deltas';

const monthKey = ['customer_id', 'month', 'channel', 'type', 'brand_id', 'cost_currency'];
const measureKey = ['customer_id', 'month', 'measure', 'channel', 'type', 'brand_id'];
const sameKey = (columns: readonly string[]): string =>
  columns.map((column) => `t.${column} = k.${column}`).join(' and ');

/** Adds to the monthly figures and removes rows that reach zero. Customers are locked, so no other batch meets these rows. */
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
    text: `insert into core.rollup_customer_month as t (${monthKey.join(', ')}, interactions, cost_minor)
      select unnest($1::bigint[]), unnest($2::date[]), unnest($3::text[]), unnest($4::text[]), unnest($5::integer[]),
        unnest($6::text[]), unnest($7::integer[]), unnest($8::bigint[])
      on conflict (${monthKey.join(', ')}) do update
        set interactions = t.interactions + excluded.interactions, cost_minor = t.cost_minor + excluded.cost_minor`,
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
    text: `insert into core.rollup_measure_month as t (${measureKey.join(', ')}, value)
      select ${measureKey.join(', ')}, trim_scale(sum(amount * times))
      from (
        select unnest($1::bigint[]) as customer_id, unnest($2::date[]) as month, unnest($3::text[]) as measure,
          unnest($4::text[]) as channel, unnest($5::text[]) as type, unnest($6::integer[]) as brand_id,
          unnest($7::numeric[]) as amount, unnest($8::integer[]) as times
      ) as a
      group by ${measureKey.join(', ')}
      on conflict (${measureKey.join(', ')}) do update set value = trim_scale(t.value + excluded.value)`,
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
