import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'graphql';
import { keyPrincipal, readContext } from '../../auth';
import { executeOperation } from '../../execution';
import type { Platform } from '../../open-platform';
import type { Reader, Statement } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { encodeCursor } from '../../shared/keyset-cursor';
import { platformDirectory } from '../../shared/platform';
import { formatSql } from './format-sql';
import { generatedNote } from './generated-note';

/** The operations whose statements are golden, with variables that ask for everything in them. */
export const goldenOperations = {
  view: { id: encodeGlobalId('Customer', 1) },
  list: { first: 50, after: encodeCursor('Query.customers:NAME_ASC', ['a', '1']) },
  aggregate: { measures: ['COUNT', 'DISTINCT_CUSTOMERS'] },
} as const;
export type GoldenOperation = keyof typeof goldenOperations;

/** What plans operations: the whole schema, and a database that knows its own columns. */
export type PlanningPlatform = Pick<Platform, 'schema' | 'database'>;

/** `schema/sql/<operation>.sql`: the statement that answers the operation in `bench/operations`. To be read. */
export async function operationSql(name: GoldenOperation, platform: PlanningPlatform): Promise<string> {
  const statements = await plannedStatements(name, platform);
  const parts = statements.map(({ text }) => `${formatSql(text)};`);
  return `-- ${generatedNote}\n-- What bench/operations/${name}.graphql becomes.\n\n${parts.join('\n\n')}\n`;
}

/** The statements, with their values, that the compiled tier sends for the operation. @throws Error when it does not take it */
export async function plannedStatements(
  name: GoldenOperation,
  { schema, database }: PlanningPlatform,
): Promise<readonly Statement[]> {
  const query = await readFile(resolve(platformDirectory, 'bench/operations', `${name}.graphql`), 'utf8');
  const statements: Statement[] = [];
  const context = (reader: Reader) =>
    readContext({ reader, principal: keyPrincipal, now: new Date(0), requestId: 'golden' });
  const request = { document: parse(query), operationName: null, variables: goldenOperations[name] };
  const reader = database.reader();
  // What is asked of the database's catalog comes with the first operation only.
  await executeOperation(schema, { ...request, context: context(reader) });
  const recording: Reader = {
    query: (statement) => {
      statements.push(statement);
      return reader.query(statement);
    },
  };
  const answer = await executeOperation(schema, { ...request, context: context(recording) });
  if (answer.tier === 'plain') throw new Error(`The operation ${name} is not compiled: ${answer.reason}`);
  return statements;
}
