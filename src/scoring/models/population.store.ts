import type { Reader } from '../../sdk';
import { isValued } from '../../shared/valued.sql';

const everybody = 2 ** 32;

/** Which customers are gone through: those whose value is computed, or a random part of them, always the same one. */
export interface PopulationPart {
  /** From 0 to 1. */
  readonly share: number;
}

/** The next customers after an id, of those whose value is computed. */
export async function nextCustomers(
  reader: Reader,
  after: number,
  limit: number,
  { share }: PopulationPart = { share: 1 },
): Promise<readonly number[]> {
  if (share >= 1) {
    const rows = await reader.query<{ readonly id: number }>({
      name: 'scoring-next-customers',
      text: `select id from core.customer c where id > $1 and ${isValued('c')} order by id limit $2`,
      values: [after, limit],
    });
    return rows.map(({ id }) => id);
  }
  const rows = await reader.query<{ readonly id: number }>({
    name: 'scoring-next-drawn-customers',
    text: `select id from core.customer c where id > $1 and ${isValued('c')}
        and ('x' || substr(md5('comparison|' || id), 1, 8))::bit(32)::bigint < $3::bigint
      order by id limit $2`,
    values: [after, limit, Math.round(share * everybody)],
  });
  return rows.map(({ id }) => id);
}

export async function countCustomers(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ readonly customers: number }>({
    name: 'scoring-count-customers',
    text: `select count(*)::int as customers from core.customer c where ${isValued('c')}`,
  });
  return row?.customers ?? 0;
}
