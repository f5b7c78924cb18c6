import type { Writer } from '../sdk';
import type { Directory } from './directory';

export interface MissingCodes {
  readonly kind: string;
  readonly codes: readonly string[];
}

/** Writes everything, or answers the codes that nothing has; the transaction is then to be given up. */
export async function writeDirectory(writer: Writer, directory: Directory): Promise<readonly MissingCodes[]> {
  const values = [JSON.stringify(directory)];
  await writer.execute({ text: 'delete from core.directory_entry' });
  await writer.execute({ text: 'delete from core.member_territory' });
  await writer.execute({ text: 'delete from core.team_membership' });
  await writer.execute({ text: 'update core.team set parent_id = null' });
  await writer.execute({ text: 'delete from core.team' });
  await writer.execute({
    text: `insert into core.team (code, name)
      select code, name from jsonb_to_recordset($1::jsonb -> 'teams') as t (code text, name text)`,
    values,
  });
  const missing = await missingCodes(writer, values);
  if (missing.length > 0) return missing;
  await writer.execute({
    text: `update core.team t set parent_id = p.id
      from jsonb_to_recordset($1::jsonb -> 'teams') as g (code text, parent text) join core.team p on p.code = g.parent
      where t.code = g.code`,
    values,
  });
  await writer.execute({
    text: `insert into core.team_membership (team_id, team_member_id, role)
      select t.id, m.id, g.role
      from jsonb_to_recordset($1::jsonb -> 'memberships') as g (team text, "teamMember" text, role text)
      join core.team t on t.code = g.team join core.team_member m on m.code = g."teamMember"`,
    values,
  });
  await writer.execute({
    text: `insert into core.member_territory (team_member_id, territory_id, since, until)
      select m.id, t.id, g.since, g.until
      from jsonb_to_recordset($1::jsonb -> 'territories') as g ("teamMember" text, territory text, since date, until date)
      join core.territory t on t.code = g.territory join core.team_member m on m.code = g."teamMember"`,
    values,
  });
  await writer.execute({
    text: `insert into core.directory_entry (subject, team_member_id, roles, countries, brands)
      select g.subject, m.id, g.roles, g.countries, g.brands
      from jsonb_to_recordset($1::jsonb -> 'people') as g (subject text, "teamMember" text, roles text[], countries text[], brands text[])
      left join core.team_member m on m.code = g."teamMember"`,
    values,
  });
  return [];
}

async function missingCodes(writer: Writer, values: readonly unknown[]): Promise<readonly MissingCodes[]> {
  return writer.query<MissingCodes>({
    text: `
      with named as (
        select 'team' as kind, e ->> 'team' as code from jsonb_array_elements($1::jsonb -> 'memberships') e
        union select 'team', e ->> 'parent' from jsonb_array_elements($1::jsonb -> 'teams') e
        union select 'team member', e ->> 'teamMember' from jsonb_array_elements($1::jsonb -> 'memberships') e
        union select 'team member', e ->> 'teamMember' from jsonb_array_elements($1::jsonb -> 'territories') e
        union select 'team member', e ->> 'teamMember' from jsonb_array_elements($1::jsonb -> 'people') e
        union select 'territory', e ->> 'territory' from jsonb_array_elements($1::jsonb -> 'territories') e
      )
      select n.kind, array_agg(n.code order by n.code) as codes from named n
      where n.code is not null and not exists (
        select from core.team t where n.kind = 'team' and t.code = n.code
        union all select from core.team_member t where n.kind = 'team member' and t.code = n.code
        union all select from core.territory t where n.kind = 'territory' and t.code = n.code)
      group by n.kind order by n.kind`,
    values,
  });
}
