import type { Database } from '../db/database';
import type { Registry } from '../kernel/registry';

/**
 * Tells the database which measures count contacts, and of which types. They are read from the contacts per month, so
 * that the intake does not write the same figures twice. Several instances may start at once.
 */
export async function syncCountMeasures(
  database: Pick<Database, 'transaction'>,
  { measures }: Pick<Registry, 'measures'>,
): Promise<void> {
  const pairs = [...measures].flatMap(([id, { value }]) =>
    value.path === undefined ? value.types.map((type) => ({ id, type })) : [],
  );
  const values = [pairs.map(({ id }) => id), pairs.map(({ type }) => type)];
  await database.transaction(async (writer) => {
    await writer.execute({
      text: `delete from core.count_measure m
        where not exists (select from unnest($1::text[], $2::text[]) as k (measure, type) where k.measure = m.measure and k.type = m.type)`,
      values,
    });
    await writer.execute({
      text: `insert into core.count_measure (measure, type)
        select distinct measure, type from unnest($1::text[], $2::text[]) as k (measure, type) order by 1, 2
        on conflict do nothing`,
      values,
    });
  });
}
