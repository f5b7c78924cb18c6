import { buildSchema, execute, type GraphQLSchema, isEnumType, isObjectType, isScalarType, parse } from 'graphql';
import { developmentPrincipal, readContext, seeEverything } from '../../src/auth';
import { readCatalogue } from '../../src/execution/catalogue/read-catalogue';
import { analyse } from '../../src/execution/compiled/analyse/analyse';
import { findOperation } from '../../src/execution/compiled/analyse/find-operation';
import type { Operation } from '../../src/execution/compiled/operation';
import { siteReaders } from '../../src/execution/compiled/plan/read-sites';
import { createHoleFiller } from '../../src/execution/compiled/splice/fill-holes';
import { installCatalogue } from '../../src/execution/install-sources';
import { entityMakers } from '../../src/execution/loader/entities';
import type { RequestContext } from '../../src/execution/request-context';
import {
  batch,
  CalendarDate,
  DateTime,
  type FieldSource,
  JsonObject,
  reference,
  SafeInt,
  type Statement,
} from '../../src/sdk';

const sdl = `
  scalar DateTime
  scalar Date
  scalar SafeInt
  scalar JSONObject
  enum Mood { GOOD BAD }
  type Query { answer(of: Int): Thing, sure: Thing!, things: [Thing!], maybe: [Thing], own: Thing }
  interface Named { name: String }
  type Thing implements Named {
    key: ID, name: String, sure: String!, count: Int, ratio: Float, yes: Boolean, big: SafeInt, at: DateTime, on: Date
    any: JSONObject, mood: Mood, moods: [Mood!], grid: [[Int]!], self: Thing, named: Named
    parts(first: Int = 2): [Thing!]!, length: Int!, brand: Brand, sister: Sister
  }
  type Sister implements Named { name: String, mood: Mood!, own: Int }
  type Brand { id: ID!, code: String, name: String, owner: Brand }
`;

/** What the root fields answer, each call noted. */
export const calls: string[] = [];
let answered: unknown;

/** Says what the root fields answer from now on. */
export function answerWith(value: unknown): void {
  answered = value;
}

const root = batch(async (keys, args) => {
  calls.push(`root ${JSON.stringify(args)}`);
  return keys.map(() => answered);
});
const sources: Readonly<Record<string, FieldSource>> = {
  ...Object.fromEntries(['answer', 'sure', 'things', 'maybe'].map((name) => [`Query.${name}`, root])),
  'Thing.parts': batch(async (keys, { first }) => {
    calls.push(`parts ${JSON.stringify(first)} ${keys.join()}`);
    const names = ['a', 'b', 'c'].slice(0, first as number);
    return keys.map((key) => names.map((name) => ({ key: `${key}${name}`, name, brand_id: name })));
  }, 'key'),
  'Thing.length': batch(async (keys) => {
    calls.push(`length ${keys.join()}`);
    return keys.map((key) => String(key).length);
  }, 'key'),
  'Thing.brand': reference('Brand', 'brand_id', 'code'),
  'Brand.owner': reference('Brand', 'owner_code', 'code'),
};

function openSchema(): GraphQLSchema {
  const made = buildSchema(sdl);
  for (const scalar of [DateTime, CalendarDate, SafeInt, JsonObject]) {
    const type = made.getType(scalar.name);
    if (isScalarType(type)) type.serialize = scalar.serialize;
  }
  const mood = made.getType('Mood');
  if (isEnumType(mood)) for (const value of mood.getValues()) value.value = value.name.toLowerCase();
  for (const [coordinate, source] of Object.entries(sources)) {
    const [typeName = '', name = ''] = coordinate.split('.');
    const type = made.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (field !== undefined) field.extensions = { source };
  }
  const brand = made.getType('Brand');
  if (brand) brand.extensions = { table: { table: 'core.brand', key: 'id', keyType: 'text' } };
  const query = made.getQueryType();
  if (query) Object.assign(query.getFields().own ?? {}, { resolve: () => ({ name: 'own' }) });
  return made;
}

export const schema = openSchema();
const catalogue = readCatalogue(schema, new Map());
installCatalogue(schema, catalogue);
export const filler = createHoleFiller({ catalogue, entityMaker: entityMakers(catalogue), scope: seeEverything });

export function contextOf(statements: Statement[]): RequestContext {
  const rows = ['a', 'b'].map((code) => ({
    id: code,
    code,
    name: code.toUpperCase(),
    owner_code: code === 'a' ? 'b' : null,
  }));
  const query = async <Row extends object>(statement: Statement) => {
    statements.push(statement);
    const codes = statement.values?.flat() ?? [];
    return rows.filter(({ code }) => codes.includes(code)) as readonly object[] as readonly Row[];
  };
  return readContext({ reader: { query }, principal: developmentPrincipal, now: new Date(0), requestId: 'test' });
}

export function operationOf(query: string): Operation {
  const document = parse(query);
  const operation = findOperation(document, null);
  if (operation === null) throw new Error('no operation');
  const analysed = analyse({ schema, catalogue, document, operation, conditions: new Map() });
  if ('kind' in analysed) throw new Error(analysed.reason);
  return analysed;
}

/** The text of the completer, or null when it leaves the operation to graphql-js. */
export async function complete(query: string, statements: Statement[] = []): Promise<string | null> {
  const operation = operationOf(query);
  const sites = siteReaders(catalogue, operation.sites).map((read) => read({}));
  const text = await filler.answer(operation, { context: contextOf(statements), sites });
  return typeof text === 'string' ? text : null;
}

/** The text of graphql-js; null when it answers errors. */
export async function expected(query: string, statements: Statement[] = []): Promise<string | null> {
  const result = await execute({ schema, document: parse(query), contextValue: contextOf(statements) });
  return result.errors === undefined ? JSON.stringify(result.data) : null;
}
