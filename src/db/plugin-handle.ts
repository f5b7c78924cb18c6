import type { Pool, PoolClient } from 'pg';
import type { Reader, Statement, Writer } from '../sdk';
import { RapportError } from '../sdk/errors';
import { asUnavailable, isConnectionFault } from './connection-fault';
import { asBadInput } from './input-fault';
import { pluginSchema } from './plugin-schema';
import { queryOf } from './statements';

/**
 * Runs `work` within a transaction of the platform as the plugin's database role: it reaches the plugin's own schema and the
 * views of the core it may read. A plugin without a role, which the boot report tells of, works with the rights of the
 * platform. When `work` throws, the transaction must end.
 *
 * @throws RapportError FORBIDDEN for a statement that would take another role or end the transaction
 */
export async function asPlugin<T>(writer: Writer, plugin: string, work: (writer: Writer) => Promise<T>): Promise<T> {
  const taken = await writer.query<{ readonly role: string }>({
    text: takeRole,
    values: [pluginSchema(plugin)],
  });
  if (taken.length === 0) return work(writer);
  const answer = await work(guarded(writer, plugin));
  await writer.query({ text: `select set_config('role', 'none', true)` });
  return answer;
}

/** Roles belong to the server: one without a schema here is that of another database. */
const takeRole = `select set_config('role', r.rolname, true) as role from pg_roles r
  where r.rolname = $1 and pg_has_role(r.oid, 'USAGE') and to_regnamespace($1) is not null`;

/**
 * Read access as the plugin's role. Each statement is a transaction of its own that writes nothing.
 *
 * @param onStatement told of each
 */
export function pluginReader(pool: Pool, plugin: string, onStatement: () => void): Reader {
  return {
    query: async <Row extends object>(statement: Statement) => {
      refuseEscape(statement, plugin);
      onStatement();
      const client = await pool.connect().catch((error: unknown) => {
        throw asUnavailable(error);
      });
      return readAs<Row>(client, plugin, statement);
    },
  };
}

async function readAs<Row>(client: PoolClient, plugin: string, statement: Statement): Promise<readonly Row[]> {
  let isInDoubt = true;
  try {
    await client.query('begin read only');
    await client.query({ name: 'take-plugin-role', text: takeRole, values: [pluginSchema(plugin)] });
    const { rows } = await client.query(queryOf(statement));
    await client.query('commit');
    isInDoubt = false;
    return rows as Row[];
  } catch (error) {
    // On a connection in doubt a rollback could wait for another timeout; the server rolls back when it ends.
    if (!isConnectionFault(error)) {
      await client.query('rollback');
      isInDoubt = false;
    }
    throw asBadInput(asUnavailable(error));
  } finally {
    client.release(isInDoubt);
  }
}

/**
 * The same within a savepoint of the platform, with whose end the transaction may write again.
 *
 * @throws RapportError FORBIDDEN, BAD_INPUT
 */
export async function readAsPlugin<Row extends object>(
  writer: Writer,
  plugin: string,
  statement: Statement,
): Promise<readonly Row[]> {
  await writer.execute({ text: 'set transaction read only' });
  try {
    return await asPlugin(writer, plugin, (own) => own.query<Row>(statement));
  } catch (error) {
    throw asBadInput(error);
  }
}

function guarded(writer: Writer, plugin: string): Writer {
  return {
    query: async <Row extends object>(statement: Statement) => {
      refuseEscape(statement, plugin);
      return writer.query<Row>(statement);
    },
    execute: async (statement) => {
      refuseEscape(statement, plugin);
      return writer.execute(statement);
    },
  };
}

/** Not against malice, which shares the process with the platform anyway: against a slip that nobody would notice. */
const escaping =
  /(?:^|;|\b(?:begin|then|loop)\b)\s*(?:set|reset)\s+(?:local\s+|session\s+)?(?:role|session\s+authorization|all)\b|\bset_config\s*\(\s*'(?:role|session_authorization)'|(?:^|;)\s*(?:commit|rollback|abort|start\s+transaction|discard)\b/i;

/** @throws RapportError FORBIDDEN */
export function refuseEscape({ text }: Pick<Statement, 'text'>, plugin: string): void {
  if (!escaping.test(text)) return;
  throw new RapportError(
    'FORBIDDEN',
    `A statement of the plugin ${plugin} takes another role or ends the transaction. Its statements run as ${pluginSchema(plugin)}, in transactions of the platform.`,
  );
}
