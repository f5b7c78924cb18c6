import DataLoader from 'dataloader';
import type { BatchSource, TableSource } from '../../sdk';
import type { RequestContext } from '../request-context';
import type { Arguments, Call, Engine, SourceResolver } from './engine';
import { loaderScope, shared } from './loader-scope';
import { objectsOf } from './objects';
import { rowOf } from './rows';

type Key = string | number;

/** The one key of a field that has no row above it. */
export const rootKey = '';

/** A field that JavaScript computes: one call of its function for all objects of the level. */
export function batchResolver(
  engine: Engine,
  coordinate: string,
  type: string,
  source: BatchSource,
  above: TableSource | null,
): SourceResolver {
  const column = source.column ?? above?.key;
  const toObjects = objectsOf(engine, type);
  return async (parent, args, call) => {
    const key = column === undefined ? rootKey : (rowOf(parent)[column] as Key | null | undefined);
    if (key === null || key === undefined) return null;
    const name = `batch ${coordinate} ${JSON.stringify(args)}`;
    const loader = shared(loaderScope(call.context, call.info), name, () =>
      batchLoader(coordinate, source, args, call),
    );
    return toObjects(await loader.load(key));
  };
}

function batchLoader(
  coordinate: string,
  source: BatchSource,
  args: Arguments,
  { context }: Call,
): DataLoader<Key, unknown> {
  return new DataLoader((keys: readonly Key[]) => callBatch({ coordinate, source, args }, context, keys));
}

/** A batch function with the arguments of one field. */
export interface BatchCall {
  /** Of the field. */
  readonly coordinate: string;
  readonly source: BatchSource;
  readonly args: Arguments;
}

/** Calls a batch function, which must answer as many values as it was given keys. */
export async function callBatch(
  { coordinate, source, args }: BatchCall,
  context: RequestContext,
  keys: readonly Key[],
): Promise<readonly unknown[]> {
  const answers = await source.load(keys, args, context);
  if (answers.length === keys.length) return answers;
  throw new Error(`${coordinate} was asked for ${keys.length} keys and answered ${answers.length}.`);
}
