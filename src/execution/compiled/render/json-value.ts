import {
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ObjectSelection, ValueSelection } from '../operation';
import {
  broken,
  constant,
  expression,
  isUsual,
  type JsonText,
  joined,
  literal,
  respelledSql,
  sqlOf,
} from './json-text';
import { instantText } from './leaf';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import { isOneOfCodes, scalarCodes } from './scalar-codes';

type Below = ReadonlyMap<string, ObjectSelection>;

/**
 * Text of a value inside a jsonb column: leaves, lists, and objects whose fields are keys of the same name. What is of
 * another form than the schema says is left to graphql-js, which may still convert it.
 *
 * @param sql of type jsonb; both SQL's and JSON's null mean that there is none
 */
export function jsonText(rendering: Rendering, type: GraphQLOutputType, sql: string, below: Below): JsonText {
  rendering.writer.count();
  const { kind, text } = formOf(rendering, getNullableType(type), sql, below);
  if (isNonNullType(type))
    return expression(`case jsonb_typeof(${sql}) when '${kind}' then ${text} else ${broken} end`);
  return expression(
    `case coalesce(jsonb_typeof(${sql}), 'null') when '${kind}' then ${text} when 'null' then 'null' else ${broken} end`,
  );
}

/** What `jsonb_typeof` must say, and the text of such a value. */
interface Form {
  readonly kind: 'string' | 'number' | 'boolean' | 'array' | 'object';
  readonly text: string;
}

function formOf(rendering: Rendering, type: GraphQLOutputType, sql: string, below: Below): Form {
  if (isListType(type)) {
    const item = rendering.writer.alias();
    const text = sqlOf(jsonText(rendering, type.ofType, `${item}.value`, below));
    const items = `coalesce(string_agg(${text}, ',' order by ${item}.number), '')`;
    const from = `jsonb_array_elements(${sql}) with ordinality as ${item}(value, number)`;
    return { kind: 'array', text: `(select '[' || ${items} || ']' from ${from})` };
  }
  if (isObjectType(type)) return { kind: 'object', text: objectSql(rendering, below.get(type.name), sql) };
  const named = getNamedType(type);
  if (!isLeafType(named)) throw new NotCompilable(`${named.name} is not read from details.`);
  if (isEnumType(named)) return { kind: 'string', text: enumSql(named.getValues(), sql) };
  const form = scalars[named.name];
  if (form === undefined) throw new NotCompilable(`${named.name} is not read from details.`);
  return form(sql, rendering);
}

function objectSql(rendering: Rendering, selection: ObjectSelection | undefined, sql: string): string {
  if (selection?.type.role !== 'plain') throw new NotCompilable('Details hold objects of plain types only.');
  const fields = selection.fields.map((field) => [
    ...constant(`"${field.responseKey}":`),
    ...(field.kind === 'typename' ? constant(`"${selection.type.name}"`) : propertyText(rendering, field, sql)),
  ]);
  return `(${sqlOf([...constant('{'), ...joined(fields, ','), ...constant('}')])})`;
}

function propertyText(rendering: Rendering, field: ValueSelection, sql: string): JsonText {
  const { description, type, below } = field;
  if (description.source !== null || field.field.resolve !== undefined) {
    throw new NotCompilable(`${description.coordinate} is no key of details.`);
  }
  return jsonText(rendering, type, `(${sql} -> ${literal(description.name)})`, below);
}

const textOf = (sql: string): string => `(${sql} #>> '{}')`;

/** A text where the condition holds. */
const where = (condition: string, text: string): string => `case when ${condition} then ${text} else ${broken} end`;

const string = (sql: string): Form => ({ kind: 'string', text: `${sql}::text` });

const whole =
  (most: string) =>
  (sql: string): Form => {
    const number = `${sql}::numeric`;
    const condition = `${number} between -${most} and ${most} and ${number} = trunc(${number})`;
    return { kind: 'number', text: where(condition, `trunc(${number})::text`) };
  };

const code =
  (name: 'CountryCode' | 'CurrencyCode') =>
  (sql: string, { writer }: Rendering): Form => {
    const condition = isOneOfCodes(writer, textOf(sql), scalarCodes(name));
    return { kind: 'string', text: where(condition, `${sql}::text`) };
  };

const instant = (sql: string): Form => {
  const time = String.raw`^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$`;
  return { kind: 'string', text: where(`${textOf(sql)} ~ '${time}'`, instantText(`${textOf(sql)}::timestamptz`)) };
};

/** The cast refuses days that are in no calendar. */
const day = (sql: string): Form => {
  const date = where(`${textOf(sql)}::date is not null`, `${sql}::text`);
  return { kind: 'string', text: where(String.raw`${textOf(sql)} ~ '^\d{4}-\d{2}-\d{2}$'`, date) };
};

/** As it was written, which may be with more digits than a float has. */
function float(sql: string): Form {
  const usual = `when ${isUsual(`${sql}::numeric`)} then ${sql}::float8::text`;
  const odd = `when abs(${sql}::numeric) < 1e308 then ${respelledSql(sql)}`;
  return { kind: 'number', text: `case ${usual} ${odd} else ${broken} end` };
}

const scalars: Readonly<Record<string, (sql: string, rendering: Rendering) => Form>> = {
  String: string,
  ID: string,
  Boolean: (sql) => ({ kind: 'boolean', text: `${sql}::text` }),
  Int: whole('2147483647'),
  SafeInt: whole('9007199254740991'),
  Float: float,
  DateTime: instant,
  Date: day,
  CountryCode: code('CountryCode'),
  CurrencyCode: code('CurrencyCode'),
  JSONObject: (sql) => ({ kind: 'object', text: respelledSql(sql) }),
};

function enumSql(values: readonly { readonly name: string; readonly value: unknown }[], sql: string): string {
  const arms = values.flatMap(({ name, value }) =>
    typeof value === 'string' ? [`when ${literal(value)} then ${literal(`"${name}"`)}`] : [],
  );
  return `case ${textOf(sql)} ${arms.join(' ')} else ${broken} end`;
}
