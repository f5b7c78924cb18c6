import type { GlobalIdSource } from '../../../sdk';
import type { ValueSelection } from '../operation';
import { broken, expression, type JsonText, quoted, sqlOf } from './json-text';
import type { Row } from './row';
import { orNull, type Value } from './value';

/** Most characters of a key by the type of its column. Keys of other types may hold signs that have to be looked at. */
const longestKeys: Readonly<Record<string, number>> = { uuid: 36, bigint: 20, integer: 11, smallint: 6 };

/** PostgreSQL breaks lines of base64 after what so many bytes make. */
const bytesOfLine = 57;

/** The id's keys are written as they stand: other signs than those of numbers and uuids are left to graphql-js. */
export function globalIdText({ type }: ValueSelection, row: Row, { type: named, columns }: GlobalIdSource): JsonText {
  const values = columns.map((column) => row.value(column));
  const notNull = values.every((value) => value.notNull);
  const unsafe = values.filter(({ type: column }) => longestKeys[column] === undefined);
  if (unsafe.length === 0) {
    const text = globalIdSql(named, values);
    return notNull ? quoted(text) : expression(`coalesce(${sqlOf(quoted(text))}, ${broken})`);
  }
  const text = `translate(encode(convert_to(${plainId(named, values)}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
  const safe = unsafe.map(({ sql }) => `${sql} ~ '^[A-Za-z0-9_.~-]*$'`).join(' and ');
  return orNull(type, { sql: `case when ${safe} then ${sqlOf(quoted(text))} else ${broken} end`, notNull: true });
}

/**
 * Base64url of an id whose keys are numbers and uuids. It needs neither `-` nor `_`: of plain letters, digits, colons and
 * hyphens none ends in the six bits that stand for them. Going through the signs with `translate` takes three times as long.
 */
export function globalIdSql(type: string, keys: readonly Pick<Value, 'sql' | 'type'>[]): string {
  const text = `replace(encode(textsend(${plainId(type, keys)}), 'base64'), '=', '')`;
  const most = keys.reduce((length, key) => length + 1 + (longestKeys[key.type] ?? bytesOfLine), type.length);
  return most < bytesOfLine ? text : `replace(${text}, E'\\n', '')`;
}

const plainId = (type: string, keys: readonly Pick<Value, 'sql'>[]): string =>
  `'${type}:' || ${keys.map(({ sql }) => sql).join(` || ':' || `)}`;
