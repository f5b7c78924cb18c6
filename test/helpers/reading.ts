import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { developmentPrincipal, readContext, type Scope } from '../../src/auth';
import { readCatalogue } from '../../src/execution/catalogue/read-catalogue';
import { installCatalogue } from '../../src/execution/install-sources';
import type { RequestContext } from '../../src/execution/request-context';
import type { Principal, Reader, Statement } from '../../src/sdk';
import { type TestDatabase, testDatabase } from '../../src/testing/test-database';
import { interactionTypes, readingSchema } from './reading-schema';

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  /** Code, or message where there is none, and path of each error. */
  readonly errors: readonly { readonly code: string; readonly message: string; readonly path: string }[];
  readonly statements: readonly Statement[];
}

/** A database, the schema of `reading-schema` and a way to ask it. */
export interface Reading {
  readonly database: TestDatabase;
  readonly schema: GraphQLSchema;
  ask(query: string, variables?: Readonly<Record<string, unknown>>, principal?: Principal): Promise<Answer>;
  /** A context whose statements are kept in the list. */
  contextFor(statements: Statement[], principal?: Principal): RequestContext;
}

export const readingNow = new Date('2026-11-21T12:00:00Z');

export async function openReading(scope?: Scope): Promise<Reading> {
  const database = await testDatabase();
  const schema = readingSchema();
  const options = scope === undefined ? {} : { scope };
  installCatalogue(schema, readCatalogue(schema, interactionTypes), options);
  const contextFor = (statements: Statement[], principal = developmentPrincipal): RequestContext => {
    const reader = database.reader();
    const kept: Reader = {
      query: (statement) => {
        statements.push(statement);
        return reader.query(statement);
      },
    };
    return readContext({ reader: kept, principal, now: readingNow, requestId: 'test' });
  };
  const ask: Reading['ask'] = async (query, variables = {}, principal = developmentPrincipal) => {
    const statements: Statement[] = [];
    const contextValue = contextFor(statements, principal);
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue });
    return { ...readable(result), statements };
  };
  return { database, schema, ask, contextFor };
}

function readable({ data, errors = [] }: ExecutionResult): Omit<Answer, 'statements'> {
  return {
    data: data as Answer['data'],
    errors: errors.map(({ originalError, message, path = [] }) => ({
      code: originalError && 'code' in originalError ? String(originalError.code) : message,
      message,
      path: path.join('.'),
    })),
  };
}

/** A root field of an answer, which must have been given. */
export function rootField<T>({ data, errors }: Answer, name: string): T {
  const value = data?.[name];
  if (value === undefined || value === null) throw new Error(`There is no ${name}: ${JSON.stringify(errors)}`);
  return value as T;
}

export interface CustomerSeed {
  readonly name: string;
  readonly kind?: string;
  readonly segment?: string | null;
  readonly createdAt?: string;
  readonly engagement?: number;
  readonly territory?: number | null;
}

/** Stores customers and answers their ids in order. */
export async function storeCustomers(
  { database }: Reading,
  customers: readonly CustomerSeed[],
): Promise<readonly number[]> {
  return database.transaction(async (writer) => {
    await writer.execute({
      text: `insert into core.value_model (hash, name, state, document, created_at) values ('m', 'm', 'draft', '{}', now())
        on conflict do nothing`,
    });
    const rows = await writer.query<{ id: number }>({
      text: `insert into core.customer (kind, display_name, given_name, organization_name, segment, territory_id, created_at, updated_at)
        select kind, name, name, case kind when 'organization' then name end, segment, territory, created_at, created_at
        from jsonb_to_recordset($1) as c(kind text, name text, segment text, territory int, created_at timestamptz)
        returning id`,
      values: [
        JSON.stringify(
          customers.map(({ name, kind, segment, createdAt, territory }) => ({
            name,
            kind: kind ?? 'professional',
            segment: segment ?? null,
            territory: territory ?? null,
            created_at: createdAt ?? '2026-01-01T00:00:00Z',
          })),
        ),
      ],
    });
    const ids = rows.map(({ id }) => id);
    await writer.execute({
      text: `insert into core.customer_value (customer_id, engagement, model_hash, computed_at)
        select id, engagement, 'm', now() from unnest($1::bigint[], $2::float8[]) as v(id, engagement)`,
      values: [ids, customers.map(({ engagement }) => engagement ?? 0)],
    });
    return ids;
  });
}

export interface InteractionSeed {
  readonly customer: number;
  readonly id: string;
  readonly type?: string;
  readonly at?: string;
  readonly count?: number;
  readonly brand?: number | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly retracted?: boolean;
  readonly filtered?: boolean;
  readonly cost?: number | null;
}

export async function storeInteractions(
  { database }: Reading,
  interactions: readonly InteractionSeed[],
): Promise<void> {
  await database.transaction((writer) =>
    writer.execute({
      text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, retracted_at,
          count, brand_id, source, source_key, details, filtered_code, touch_cost_minor, touch_cost_currency)
        select customer, id, type, 'x', 'out', at, at, case when retracted then at end, count, brand, 'test', id::text, details,
          case when filtered then 'BOT_FILTERED' end, cost, case when cost is not null then 'EUR' end
        from jsonb_to_recordset($1) as i(customer bigint, id uuid, type text, at timestamptz, count int, brand int,
          details jsonb, retracted boolean, filtered boolean, cost bigint)`,
      values: [
        JSON.stringify(
          interactions.map((seed) => ({
            type: 'alpha.visit',
            at: '2026-11-01T00:00:00Z',
            count: 1,
            brand: null,
            details: {},
            retracted: false,
            filtered: false,
            cost: null,
            ...seed,
          })),
        ),
      ],
    }),
  );
}

/** The uuid with the number in its last place. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export async function storeBrands({ database }: Reading, codes: readonly string[]): Promise<readonly number[]> {
  return database.transaction(async (writer) => {
    const rows = await writer.query<{ id: number }>({
      text: 'insert into core.brand (code, name) select code, code from unnest($1::text[]) as c(code) returning id',
      values: [codes],
    });
    return rows.map(({ id }) => id);
  });
}
