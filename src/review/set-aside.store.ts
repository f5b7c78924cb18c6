import type { Writer } from '../sdk';

interface DiscardedRow {
  readonly id: string;
  readonly discarded: boolean;
}

/** Closes open records; answers for each that exists whether this call closed it. */
export async function discardSetAside(
  writer: Writer,
  ids: readonly string[],
  resolution: string,
  now: Date,
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await writer.query<DiscardedRow>({
    text: `with closed as (
             update core.intake_set_aside set resolved_at = $3, resolution = $2
              where id = any($1::uuid[]) and resolved_at is null
              returning id)
           select s.id, c.id is not null as discarded
             from core.intake_set_aside s left join closed c on c.id = s.id
            where s.id = any($1::uuid[])`,
    values: [ids, resolution, now],
  });
  return new Map(rows.map(({ id, discarded }) => [id, discarded]));
}
