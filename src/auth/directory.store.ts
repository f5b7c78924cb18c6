import type { Reader } from '../sdk';

/** What credentials name, as codes; null for what they do not name. */
export interface DirectoryQuestion {
  readonly subject: string;
  readonly territories: readonly string[] | null;
  readonly brands: readonly string[] | null;
  /** `YYYY-MM-DD`, for assignments that begin and end. */
  readonly day: string;
}

/** What the directory says of a subject; null for what it does not know. */
export interface DirectoryAnswer {
  readonly roles: readonly string[] | null;
  readonly countries: readonly string[] | null;
  /** Whether the entry names all brands. */
  readonly all_brands: boolean | null;
  /** Ids of the brands named by the question, or by the entry. */
  readonly brands: readonly number[] | null;
  /** Ids of the territories named by the question, or of the person and its team, with all their parts. */
  readonly territories: readonly number[];
  readonly is_member: boolean;
}

/** A manager has the territories of everybody in the team and in the teams below it. */
export async function askDirectory(reader: Reader, question: DirectoryQuestion): Promise<DirectoryAnswer> {
  const [answer] = await reader.query<DirectoryAnswer>({
    name: 'auth-directory',
    text: `
      with recursive entry as (
        select * from core.directory_entry where subject = $1
      ), led as (
        select m.team_id as id from core.team_membership m join entry e on e.team_member_id = m.team_member_id
         where m.role = 'manager'
        union
        select t.id from core.team t join led on t.parent_id = led.id
      ), member as (
        select team_member_id as id from entry where team_member_id is not null
        union
        select m.team_member_id from core.team_membership m join led on led.id = m.team_id
      ), own as (
        select t.territory_id as id from core.team_member t join member on member.id = t.id where t.active
        union
        select a.territory_id from core.member_territory a
          join member on member.id = a.team_member_id
          join core.team_member t on t.id = a.team_member_id and t.active
         where coalesce(a.since <= $4::date, true) and coalesce(a.until >= $4::date, true)
      ), area as (
        select t.id from core.territory t
         where case when $2::text[] is null then t.id in (select id from own) else t.code = any($2) end
        union
        select t.id from core.territory t join area on t.parent_id = area.id
      )
      select (select roles from entry) as roles, (select countries from entry) as countries,
        (select '*' = any(brands) from entry) as all_brands,
        case when $3::text[] is not null or (select brands from entry) is not null
          then array(select id from core.brand where code = any(coalesce($3, (select brands from entry))) order by id)
        end as brands,
        array(select id from area order by id) as territories,
        exists (select from entry where team_member_id is not null) as is_member`,
    values: [question.subject, question.territories, question.brands, question.day],
  });
  return answer as DirectoryAnswer;
}
