import { type GraphQLEnumType, type GraphQLLeafType, type GraphQLScalarType, isEnumType } from 'graphql';
import { broken, expression, isUsual, type JsonText, literal, quoted, respelledSql } from './json-text';
import { NotCompilable } from './not-compilable';
import type { PlanWriter } from './plan-writer';
import { isOneOfCodes, scalarCodes } from './scalar-codes';
import type { Value } from './value';

/**
 * JSON text of a column's value as the scalar or enum shows it: null where the value is null, `broken` or a data
 * exception where the type refuses the value.
 */
export function leafText(writer: PlanWriter, type: GraphQLLeafType, value: Value): JsonText {
  if (!isEnumType(type)) return expression(scalarSql(writer, type, value));
  return isUpperCase(type, value) ? quoted(`upper(${value.sql} collate "C")`) : expression(enumSql(type, value));
}

function scalarSql(writer: PlanWriter, type: GraphQLScalarType, value: Value): string {
  const write = forms[type.name]?.[value.type];
  if (write === undefined) throw new NotCompilable(`${type.name} is not read from a column of type ${value.type}.`);
  return write(value, writer);
}

/** The text that DateTime makes of a moment; the session's zone is UTC. */
export const instantText = (sql: string): string => String.raw`to_char(${sql}, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""')`;

/** JSON text of the key of a row: of a number as it stands, of anything else as text. */
export function leafKey({ sql, type }: Value): string {
  if (['smallint', 'integer', 'bigint'].includes(type)) return `${sql}::text`;
  if (type !== 'text' && type !== 'uuid') throw new NotCompilable(`A key is not read from a column of type ${type}.`);
  return `to_json(${sql}::text)::text`;
}

type Form = (value: Value, writer: PlanWriter) => string;

const plain: Form = ({ sql }) => `${sql}::text`;
const inQuotes: Form = ({ sql }) => `'"' || ${sql} || '"'`;
const json: Form = ({ sql }) => `to_json(${sql})::text`;

/** The text where the condition holds, `broken` for other values. */
const where = (condition: string, text: string, { sql, notNull }: Value): string =>
  notNull
    ? `case when ${condition} then ${text} else ${broken} end`
    : `case when ${condition} then ${text} when ${sql} is not null then ${broken} end`;

/** The text where the value is in the range that GraphQL shows; not asked where the database lets in no others. */
const within = (condition: string, text: string, value: Value): string =>
  value.inRange === true ? text : where(condition, text, value);

/**
 * GraphQL has no infinities. PostgreSQL spells small and large numbers in another way than JavaScript, and says the sign of a
 * zero, which `abs` takes away.
 */
const finite = ({ sql, usual, notNull, inRange }: Value): string => {
  const arm =
    usual === undefined
      ? `when ${isUsual(sql)} or ${sql} = 0 then abs(${sql})::text`
      : `when ${usual} then ${sql}::text`;
  const odd = respelledSql(sql);
  if (inRange === true) return `case ${arm} else ${odd} end`;
  const inBounds = `${sql} between '-1.7976931348623157e308' and '1.7976931348623157e308'`;
  const rest = notNull ? `else ${broken}` : `when ${sql} is not null then ${broken}`;
  return `case ${arm} when ${inBounds} then ${odd} ${rest} end`;
};

const integerOfFloat: Form = (value) =>
  where(
    `${value.sql} between -2147483648 and 2147483647 and ${value.sql} = trunc(${value.sql})`,
    `${value.sql}::integer::text`,
    value,
  );

const safeInteger: Form = (value) =>
  where(`${value.sql} between -9007199254740991 and 9007199254740991`, `${value.sql}::text`, value);

/** Out of range is a data exception. */
const int: Form = ({ sql }) => `${sql}::integer::text`;

const instant: Form = (value) =>
  within(`${value.sql} >= '0001-01-01Z' and ${value.sql} < '10000-01-01Z'`, instantText(value.sql), value);

/** What GraphQL makes of a moment where the schema says String. */
const milliseconds: Form = ({ sql }) => `'"' || floor(extract(epoch from ${sql}) * 1000)::bigint || '"'`;

const day: Form = (value) =>
  within(`${value.sql} between '0001-01-01' and '9999-12-31'`, `to_json(${value.sql})::text`, value);

/** Items of our lists are never null. */
const texts: Form = (value) =>
  where(`array_position(${value.sql}, null) is null`, `to_json(${value.sql})::text`, value);

const object: Form = (value) => where(`jsonb_typeof(${value.sql}) = 'object'`, respelledSql(value.sql), value);

const code =
  (name: 'CountryCode' | 'CurrencyCode'): Form =>
  (value, writer) =>
    where(isOneOfCodes(writer, value.sql, scalarCodes(name)), `'"' || ${value.sql} || '"'`, value);

/** Scalar -> type of the column -> its text. What is missing is left to graphql-js. */
const forms: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  String: {
    text: json,
    uuid: inQuotes,
    date: json,
    numeric: inQuotes,
    'text[]': texts,
    'timestamp with time zone': milliseconds,
  },
  ID: { text: json, uuid: inQuotes, bigint: inQuotes, integer: inQuotes, smallint: inQuotes },
  Int: { integer: plain, smallint: plain, bigint: int, 'double precision': integerOfFloat },
  Float: {
    'double precision': finite,
    integer: plain,
    smallint: plain,
    bigint: safeInteger,
    numeric: ({ sql, ...value }) => finite({ ...value, sql: `${sql}::float8` }),
  },
  Boolean: { boolean: plain },
  SafeInt: { bigint: safeInteger, integer: plain, smallint: plain },
  DateTime: { 'timestamp with time zone': instant },
  Date: { date: day },
  CountryCode: { text: code('CountryCode') },
  CurrencyCode: { text: code('CurrencyCode') },
  JSONObject: { jsonb: object },
};

/** Whether the column holds nothing but names of the enum in small letters. In no language's letters: Turkish has another capital of i. */
const isUpperCase = (type: GraphQLEnumType, { oneOf }: Value): boolean =>
  oneOf?.every((text) => type.getValue(text.toUpperCase())?.value === text) ?? false;

function enumSql(type: GraphQLEnumType, { sql, type: column, notNull }: Value): string {
  if (column !== 'text' && column !== 'numeric') {
    throw new NotCompilable(`${type.name} is not read from a column of type ${column}.`);
  }
  const arms = type.getValues().map(({ name, value }) => {
    if (typeof value !== 'string') throw new NotCompilable(`${type.name} has values that are no text.`);
    return `when ${literal(value)} then ${literal(`"${name}"`)}`;
  });
  const otherwise = notNull ? broken : `case when ${sql} is not null then ${broken} end`;
  return `case ${column === 'text' ? sql : `${sql}::text`} ${arms.join(' ')} else ${otherwise} end`;
}
