import type { QueryRunner } from 'typeorm';
import type { CoreView } from '../sdk';
import { pluginSchema } from './plugin-schema';

/** The database role of a plugin, or what an administrator has to do so that it can have one. */
export type RoleOutcome = { readonly role: string } | { readonly warning: string };

const insufficientPrivilege = '42501';
/** Another database of the server made it at the same moment: roles belong to the server. */
const alreadyThere = new Set(['42710', '23505']);

/**
 * Gives a plugin a role of its own that owns what is in its schema, may point foreign keys at customers, and reads the given
 * views of the core. The schema exists. A user of DATABASE_URL who may not do this is told what to ask for.
 */
export async function preparePluginRole(
  runner: QueryRunner,
  plugin: string,
  reads: readonly CoreView[],
): Promise<RoleOutcome> {
  const role = pluginSchema(plugin);
  try {
    await apart(runner, async () => {
      if (!(await hasRole(runner, role))) await createRole(runner, role);
      if (!(await mayTake(runner, role))) await runner.query(`grant ${role} to current_user`);
      await adoptTables(runner, role);
      await grantRights(runner, role, reads);
    });
    return { role };
  } catch (error) {
    if (codeOf(error) !== insufficientPrivilege) throw error;
    return { warning: await whatToAskFor(runner, plugin, role, reads) };
  }
}

async function hasRole(runner: QueryRunner, role: string): Promise<boolean> {
  const found: readonly object[] = await runner.query('select from pg_roles where rolname = $1', [role]);
  return found.length > 0;
}

async function createRole(runner: QueryRunner, role: string): Promise<void> {
  try {
    await apart(runner, () => runner.query(`create role ${role} nologin`));
  } catch (error) {
    if (!alreadyThere.has(codeOf(error) ?? '')) throw error;
  }
}

/** Within a transaction a refused statement would spoil everything after it. */
async function apart(runner: QueryRunner, work: () => Promise<unknown>): Promise<void> {
  if (!runner.isTransactionActive) {
    await work();
    return;
  }
  await runner.startTransaction();
  try {
    await work();
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

/** From version 16 on, who creates a role administers it, but may not yet act as it. */
const canAct = `case when current_setting('server_version_num')::int >= 160000
  then pg_has_role(r.oid, 'SET') and pg_has_role(r.oid, 'USAGE') else pg_has_role(r.oid, 'USAGE') end`;

async function mayTake(runner: QueryRunner, role: string): Promise<boolean> {
  const [row]: readonly { readonly may: boolean }[] = await runner.query(
    `select ${canAct} as may from pg_roles r where r.rolname = $1`,
    [role],
  );
  return row?.may ?? false;
}

/** Tables that were made before the plugin had a role. The list of steps stays the platform's. */
async function adoptTables(runner: QueryRunner, role: string): Promise<void> {
  await runner.query(`grant usage, create on schema ${role} to ${role}`);
  const foreign: readonly { readonly sql: string }[] = await runner.query(
    `select format('alter table %I.%I owner to %I', n.nspname, c.relname, $1::text) as sql
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.rolname = $1
      where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'applied_migration'
        and c.relowner <> r.oid
      order by c.relname`,
    [role],
  );
  for (const { sql } of foreign) await runner.query(sql);
}

async function grantRights(runner: QueryRunner, role: string, reads: readonly CoreView[]): Promise<void> {
  await runner.query(`grant usage on schema core, core_read to ${role}; grant references (id) on core.customer to ${role};
    revoke all on all tables in schema core_read from ${role}`);
  for (const view of reads) await runner.query(`grant select on core_read.${view} to ${role}`);
}

async function whatToAskFor(
  runner: QueryRunner,
  plugin: string,
  role: string,
  reads: readonly CoreView[],
): Promise<string> {
  const [row]: readonly { readonly name: string }[] = await runner.query('select quote_ident(current_user) as name');
  const steps = [
    `create role ${role} nologin;`,
    `grant ${role} to ${row?.name ?? 'current_user'};`,
    `grant usage on schema core, core_read to ${role};`,
    `grant references (id) on core.customer to ${role};`,
    ...reads.map((view) => `grant select on core_read.${view} to ${role};`),
  ];
  return (
    `PLUGIN_ROLE_MISSING: ${plugin} has no database role of its own, so its statements run with the rights of the platform. ` +
    `The user of DATABASE_URL may not make one; ask an administrator to run, then start again: ${steps.join(' ')}`
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
