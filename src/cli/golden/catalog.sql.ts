import type { Statement } from '../../sdk';

/** The schemas that are ours: the core's, the one for BI tools, and those of plugins. */
const ours = `(n.nspname in ('core', 'core_read', 'bi') or n.nspname like 'plugin\\_%')`;

export interface RelationRow {
  readonly schema: string;
  readonly name: string;
  /** `r` table, `p` partitioned table, `v` view, `m` materialised view. */
  readonly kind: string;
  readonly comment: string | null;
  readonly rowSecurity: boolean;
  readonly definition: string | null;
}

export const relations: Statement = {
  text: `
    select n.nspname as schema, c.relname as name, c.relkind::text as kind, obj_description(c.oid, 'pg_class') as comment,
      c.relrowsecurity as "rowSecurity",
      case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm')
    order by 1, 2`,
};

export interface ColumnRow {
  readonly schema: string;
  readonly relation: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: string | null;
  /** `a` always, `d` by default, empty for none. */
  readonly identity: string;
  readonly generated: boolean;
  readonly comment: string | null;
}

export const columns: Statement = {
  text: `
    select n.nspname as schema, c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as default, a.attidentity::text as identity,
      a.attgenerated <> '' as generated, col_description(c.oid, a.attnum) as comment
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`,
};

export interface PartRow {
  readonly schema: string;
  readonly relation: string;
  readonly name: string;
  readonly definition: string;
}

/** Not-null constraints are shown with their columns; PostgreSQL 18 lists them here too, older servers do not. */
export const constraints: Statement = {
  text: `
    select n.nspname as schema, c.relname as relation, k.conname as name, pg_get_constraintdef(k.oid, true) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n'
    order by 1, 2, position(k.contype::text in 'pucxf'), 3`,
};

export const indexes: Statement = {
  text: `
    select n.nspname as schema, c.relname as relation, i.relname as name, pg_get_indexdef(i.oid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
    order by 1, 2, 3`,
};

export const triggers: Statement = {
  text: `
    select n.nspname as schema, c.relname as relation, t.tgname as name, pg_get_triggerdef(t.oid, true) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal
    order by 1, 2, 3`,
};

export const policies: Statement = {
  text: `
    select n.nspname as schema, c.relname as relation, p.polname as name,
      concat_ws(' ', 'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        'to', (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
          from unnest(p.polroles) as o left join pg_roles r on r.oid = o),
        'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as definition
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
    order by 1, 2, 3`,
};

/** Functions have no relation; their text is the whole statement. */
export const functions: Statement = {
  text: `
    select n.nspname as schema, '' as relation, p.proname as name, pg_get_functiondef(p.oid) as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and p.prokind in ('f', 'p')
    order by 1, 3, pg_get_function_identity_arguments(p.oid)`,
};

export interface GrantRow {
  readonly schema: string;
  /** Empty for a grant on the schema itself. */
  readonly relation: string;
  readonly role: string;
  readonly privileges: string;
}

/** What others than the owner may do; who owns things differs between installations. */
export const grants: Statement = {
  text: `
    with granted as (
      select n.nspname as schema, '' as relation, a.grantee, a.privilege_type, n.nspowner as owner
      from pg_namespace n, aclexplode(n.nspacl) a where ${ours}
      union all
      select n.nspname, c.relname, a.grantee, a.privilege_type, c.relowner
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${ours} and c.relkind in ('r', 'p', 'v', 'm')
    )
    select g.schema, g.relation, coalesce(r.rolname, 'public') as role,
      string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as privileges
    from granted g left join pg_roles r on r.oid = g.grantee
    where g.grantee <> g.owner
    group by 1, 2, 3
    order by 1, 2, 3`,
};
