import { types } from 'pg';

const oid = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182, numericArray: 1231, textArray: 1009 } as const;

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** The list of known types in pg's own typing leaves arrays out. */
const textArray = types.getTypeParser(oid.textArray as TypeId) as (text: string) => readonly (string | null)[];

/** int8 becomes a number; one that a number cannot hold exactly is a fault, never a rounded figure. */
function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} does not fit into a number`);
  return value;
}

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, exactInteger],
  [oid.int8Array, (text) => textArray(text).map((item) => (item === null ? null : exactInteger(item)))],
  [oid.date, (text) => text],
  [oid.dateArray, textArray],
  [oid.numericArray, textArray],
]);

/** How column values reach us: int8 -> number, date and numeric -> text, timestamptz -> Date, jsonb -> parsed. */
export const columnTypes = {
  getTypeParser: ((typeId: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(typeId)) || types.getTypeParser(typeId, format)) as typeof types.getTypeParser,
};
