import type { Engine } from './engine';
import { isEntity, type Row } from './rows';

/** Makes what the API shows out of what JavaScript answered for a field of a type. */
export type ToObjects = (value: unknown) => unknown;

/** For a type with a table: rows by column names become objects, in lists too. Values of other types are left alone. */
export function objectsOf(engine: Engine, typeName: string): ToObjects {
  if (!answersRows(engine, typeName)) return (value) => value;
  const make = engine.entityMaker(typeName);
  const convert: ToObjects = (value) => {
    if (isEntity(value)) return value;
    if (Array.isArray(value)) return value.map(convert);
    return isRow(value) ? make(value) : value;
  };
  return convert;
}

export function answersRows(engine: Engine, typeName: string): boolean {
  const table = engine.catalogue.types.get(typeName)?.table ?? null;
  return table !== null;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}
