import type { LookupSource, NodeSource, ReferenceSource } from '../../sdk';
import { keyTypeOf, tableNamed } from '../catalogue/catalogue';
import { type KeyValues, type LookupColumn, rowWhere } from '../sql/keyed-rows';
import { type Engine, runStatement, type SourceResolver } from './engine';
import { loadByKey } from './keyed-loader';
import { loaderScope, shared } from './loader-scope';
import { loadNode, loadNodes } from './node';
import { noteReads } from './note-reads';
import { type Row, rowOf } from './rows';

type Key = string | number | null | undefined;

/** One row of another table, by a column of this one. */
export function referenceResolver(engine: Engine, source: ReferenceSource): SourceResolver {
  const { columns, keyOf } = referenceReader(engine, source);
  return (parent, _args, call) => {
    const key = keyOf(rowOf(parent));
    return key === null ? null : loadByKey(engine, call, source.type, columns, key);
  };
}

/** How a reference finds its row. */
export interface ReferenceReader {
  /** Of the other table. */
  readonly columns: readonly LookupColumn[];
  /** Their values, from the row that refers; null when it refers to nothing. */
  readonly keyOf: (row: Row) => KeyValues | null;
}

export function referenceReader(engine: Engine, source: ReferenceSource): ReferenceReader {
  const table = tableNamed(engine.catalogue, source.type).source;
  const own = { name: source.key, type: keyTypeOf(table, source.key) };
  const customer = { name: table.customerColumn ?? table.key, type: 'bigint' } as const;
  const columns = source.within === undefined ? [own] : [customer, own];
  const names = source.within === undefined ? [source.column] : [source.within, source.column];
  return {
    columns,
    keyOf: (row) => {
      const key = names.map((name) => row[name] as Key);
      return key.every(isKey) ? key : null;
    },
  };
}

/** One row by the arguments of the field. */
export function lookupResolver(engine: Engine, source: LookupSource): SourceResolver {
  const table = tableNamed(engine.catalogue, source.type);
  const make = engine.entityMaker(source.type);
  return (_parent, args, { context, info }) => {
    const value = source.by.value === undefined ? Object.values(args)[0] : source.by.value(args);
    if (value === null || value === undefined) return null;
    const name = `lookup ${info.parentType.name}.${info.fieldName} ${JSON.stringify(value)}`;
    return shared(loaderScope(context, info), name, async () => {
      const [row] = await runStatement(engine, context, (builder) => rowWhere(builder, table, source.by.sql, value));
      if (row === undefined) return null;
      noteReads(context, table.source, [row]);
      return make(row);
    });
  };
}

/** Objects by opaque ids, from the argument `id` or `ids`. */
export function nodeResolver(engine: Engine, source: NodeSource): SourceResolver {
  return (_parent, args, call) =>
    Array.isArray(args.ids)
      ? loadNodes(engine, call, args.ids.map(String), source.type)
      : loadNode(engine, call, String(args.id), source.type);
}

function isKey(key: Key): key is string | number {
  return key !== null && key !== undefined;
}
