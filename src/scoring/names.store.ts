import type { Reader } from '../sdk';

/** Names of our own people by id. */
export async function readNames(
  reader: Reader,
  teamMemberIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (teamMemberIds.length === 0) return new Map();
  const rows = await reader.query<{ readonly id: number; readonly name: string }>({
    name: 'scoring-names',
    text: 'select id, name from core.team_member where id = any($1::int[])',
    values: [teamMemberIds],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
