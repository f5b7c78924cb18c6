import DataLoader from 'dataloader';
import { alignByKey } from '../../shared/batch-by-key';
import { tableNamed } from '../catalogue/catalogue';
import type { RequestContext } from '../request-context';
import { type KeyValues, type LookupColumn, rowsByColumn, rowsByColumns } from '../sql/keyed-rows';
import { added } from '../sql/select-list';
import { type Call, type Engine, runStatement } from './engine';
import { loaderScope, shared } from './loader-scope';
import { noteReads } from './note-reads';
import type { Entity } from './rows';

/** Loads the row of a type with the given key, together with all others asked for at this level by whatever field. */
export function loadByKey(
  engine: Engine,
  call: Call,
  typeName: string,
  columns: readonly LookupColumn[],
  key: KeyValues,
): Promise<Entity | null> {
  const name = `rows ${typeName} ${columns.map((column) => column.name).join(' ')}`;
  const loader = shared(loaderScope(call.context, call.info), name, () => keyLoader(engine, call, typeName, columns));
  return loader.load(key);
}

function keyLoader(
  engine: Engine,
  { context }: Call,
  typeName: string,
  columns: readonly LookupColumn[],
): DataLoader<KeyValues, Entity | null, string> {
  const load = (keys: readonly KeyValues[]) => rowsOfKeys({ engine, typeName, columns }, context, keys);
  return new DataLoader(load, { cacheKeyFn: (key) => key.join('\n') });
}

/** Which rows are looked up, and by which columns. */
export interface KeyedRows {
  readonly engine: Engine;
  readonly typeName: string;
  readonly columns: readonly LookupColumn[];
}

/** The objects with the given keys, in their order, by one statement; null where no row has the key. */
export async function rowsOfKeys(
  { engine, typeName, columns }: KeyedRows,
  context: RequestContext,
  keys: readonly KeyValues[],
): Promise<readonly (Entity | null)[]> {
  const table = tableNamed(engine.catalogue, typeName);
  const make = engine.entityMaker(typeName);
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) {
    const values = keys.map(([value = '']) => value);
    const rows = await runStatement(engine, context, (builder) => rowsByColumn(builder, table, only, values));
    noteReads(context, table.source, rows);
    return alignByKey(values, rows, (row) => row[only.name] as string).map((row) => row && make(row));
  }
  const rows = await runStatement(engine, context, (builder) => rowsByColumns(builder, table, columns, keys));
  noteReads(context, table.source, rows);
  const numbers = keys.map((_, index) => index + 1);
  return alignByKey(numbers, rows, (row) => row[added.parent] as number).map((row) => row && make(row));
}
