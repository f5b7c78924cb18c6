import type { GraphQLSchema } from 'graphql';
import type { Reader } from '../sdk';
import { compilerOf } from './compiled/compiler';

/**
 * Before the first operation: holds what the schema's declarations read against what the database has, and reads there
 * what statements are written by, so that the first operation takes no statement more than the next.
 *
 * @throws RapportError SCHEMA_BUILD_FAILED with every field whose column, and every type whose table, does not exist
 */
export async function prepareExecution(schema: GraphQLSchema, reader: Reader): Promise<void> {
  await compilerOf(schema)?.prepare(reader);
}
