import type { GraphQLResolveInfo } from 'graphql';
import type { Scope } from '../../auth/scope';
import { RapportError, type Statement } from '../../sdk';
import type { Catalogue } from '../catalogue/catalogue';
import type { RequestContext } from '../request-context';
import { StatementBuilder } from '../sql/statement-builder';
import type { EntityMaker } from './entities';
import type { Row } from './rows';

/** What the resolvers of all kinds of sources share. */
export interface Engine {
  readonly catalogue: Catalogue;
  readonly entityMaker: (typeName: string) => EntityMaker;
  readonly scope: Scope;
}

/** Where and for whom a field is resolved. */
export interface Call {
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

/** What a source becomes: a resolver for graphql-js, with the arguments as the client gave them. */
export type SourceResolver = (parent: unknown, args: Arguments, call: Call) => unknown;

export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Writes a statement under the rules of the asking principal, and runs it.
 *
 * @throws RapportError BAD_INPUT when a bound value is one that the column's type cannot hold
 */
export async function runStatement(
  engine: Engine,
  context: RequestContext,
  write: (builder: StatementBuilder) => Statement,
): Promise<readonly Row[]> {
  try {
    return await context.reader.query<Row>(write(new StatementBuilder(engine.scope, context.principal)));
  } catch (error) {
    throw isDataException(error) ? unusableValue(error) : error;
  }
}

/** Out of range; no such character; not such a date, or out of its range; not of the type's form; not in the encoding. */
const unusableValues = new Set(['22003', '22021', '22007', '22008', '22P02', '22P05']);

function isDataException(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unusableValues.has(String(error.code));
}

function unusableValue(cause: unknown): RapportError {
  return new RapportError('BAD_INPUT', 'An argument has a value that no row can have.', {}, { cause });
}
