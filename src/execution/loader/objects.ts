import type { Call, Engine } from './engine';
import { loadByKey } from './keyed-loader';
import { isEntity, type Row } from './rows';

/**
 * Stands for a row that the executor shall load: what resolvers of mutations and subscriptions answer, or put into a
 * payload, where the schema has a type with a table.
 */
export class RowKey {
  constructor(
    readonly type: string,
    /** In the order of the type's opaque id: `Interaction` takes customer and id. */
    readonly keys: readonly (string | number)[],
  ) {}
}

/** Makes what the API shows out of what JavaScript answered for a field of a type. */
export type ToObjects = (value: unknown, call: Call) => unknown;

/** For a type with a table: keys are loaded and rows become objects, in lists too. Values of other types are left alone. */
export function objectsOf(engine: Engine, typeName: string): ToObjects {
  if (!answersRows(engine, typeName)) return (value) => value;
  const make = engine.entityMaker(typeName);
  const convert: ToObjects = (value, call) => {
    if (isEntity(value)) return value;
    if (value instanceof RowKey) return loadRowKey(engine, value, call);
    if (Array.isArray(value)) return value.map((item) => convert(item, call));
    return isRow(value) ? make(value) : value;
  };
  return convert;
}

export function answersRows(engine: Engine, typeName: string): boolean {
  const table = engine.catalogue.types.get(typeName)?.table ?? null;
  return table !== null;
}

function loadRowKey(engine: Engine, { type, keys }: RowKey, call: Call): unknown {
  const node = engine.catalogue.nodes.get(type);
  if (node === undefined) throw new Error(`The type ${type} has no opaque id to load rows by.`);
  return loadByKey(engine, call, type, node.columns, keys);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}
