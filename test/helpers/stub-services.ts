import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import { type AuthenticatorOptions, createAuthenticator } from '../../src/auth';
import { type HttpConfig, type LimitsConfig, readConfig } from '../../src/config';
import type { Database } from '../../src/db/database';
import type { OperationContext } from '../../src/http/request-context';
import type { HttpServices } from '../../src/http/services';
import { createDeliveries, type Door, noMarks, type Receipt } from '../../src/ingest';
import { type IntakeItem, RapportError, type WebHookAdapter, type Writer } from '../../src/sdk';
import { fixedClock } from '../../src/shared/clock';

/** What the stubs saw, for tests of this room. */
export interface Seen {
  readonly taken: { readonly items: readonly IntakeItem[]; readonly door: Door }[];
  readonly logged: Record<string, unknown>[];
  /** Parameters of statements that write. */
  readonly written: (readonly unknown[])[];
}

/** Services with a schema of their own and an intake that only takes notes: the door alone is under test. */
export function stubServices(
  given: {
    readonly http?: Partial<HttpConfig>;
    readonly environment?: HttpServices['config']['environment'];
    readonly webHook?: WebHookAdapter;
    readonly limits?: Partial<LimitsConfig>;
    readonly trustedDocuments?: string;
    /** In place of that of the stubs, whose fields answer. */
    readonly schema?: GraphQLSchema;
    /** In place of graphql-js. */
    readonly execute?: HttpServices['execute'];
    readonly database?: HttpServices['database'];
    readonly take?: () => Promise<Receipt>;
    readonly authentication?: Partial<AuthenticatorOptions>;
  } = {},
): HttpServices & { readonly seen: Seen } {
  const seen: Seen = { taken: [], logged: [], written: [] };
  const access = given.http?.apiKey == null ? ('development' as const) : ('credentials' as const);
  const http = { host: '127.0.0.1', port: 0, apiKey: null, access, allowedOrigins: [], ...given.http };
  const clock = fixedClock('2026-11-21T12:00:00Z');
  const { webHook } = given;
  const registry = {
    absent: [],
    interactionTypes: new Map(),
    webHooks: new Map(
      webHook === undefined
        ? []
        : [[`stub/${webHook.id}`, { owner: { id: 'stub', version: '1.0.0' }, value: webHook }]],
    ),
  };
  return {
    seen,
    config: {
      environment: given.environment ?? 'development',
      http,
      limits: { ...readConfig({}, {}).limits, ...given.limits },
      trustedDocuments: given.trustedDocuments ?? null,
    },
    database: given.database ?? {
      reader: stubReader,
      unitOfWork: () => {
        throw new Error('The stub has no transactions.');
      },
    },
    registry,
    schema: given.schema ?? stubSchema(),
    execute: given.execute ?? (async () => ({ tier: 'plain', reason: 'This is a stub.' })),
    deliveries: createDeliveries({
      ...{ registry, clock, marks: noMarks },
      database: {
        reader: stubReader,
        transaction: stubTransaction(seen),
        afterCommit: async (work: () => Promise<void> | void) => work(),
      } as unknown as Database,
      ingest: {
        take: async (items, door) => {
          seen.taken.push({ items, door });
          return given.take === undefined ? acceptAll(items) : given.take();
        },
        resubmit: async () => acceptAll([]),
      },
    }),
    clock,
    log: pino({ level: 'info' }, { write: (line) => seen.logged.push(JSON.parse(line) as Record<string, unknown>) }),
    authenticate: createAuthenticator({ ...stubAuthentication, http, clock, ...given.authentication }),
    readiness: async () => ({ ready: true, checks: { database: { state: 'ok' } } }),
  };
}

/** No credentials but the key, and a directory that knows nobody. */
const stubAuthentication: Pick<AuthenticatorOptions, 'auth' | 'dataFolder' | 'reader'> = {
  auth: { jwt: null, serviceKeys: [] },
  dataFolder: join(tmpdir(), 'rapport-stub'),
  reader: () => ({
    query: async <Row extends object>() =>
      [
        { roles: null, countries: null, all_brands: null, brands: null, territories: [], is_member: false },
      ] as unknown as readonly Row[],
  }),
};

function acceptAll(items: readonly IntakeItem[]): Receipt {
  const counts = { accepted: items.length, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };
  return { outcomes: items.map(({ position }) => ({ status: 'accepted', position })), counts };
}

function stubTransaction({ written }: Seen) {
  return <T>(work: (writer: Writer) => Promise<T>): Promise<T> =>
    work({
      query: async () => [],
      execute: async ({ values = [] }) => {
        written.push(values);
        return 1;
      },
    });
}

function stubReader() {
  let statements = 0;
  return {
    get statements() {
      return statements;
    },
    query: async () => {
      statements += 1;
      return [];
    },
  };
}

function stubSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { now: String, who: String, ask: Int, slow: String, slowAsk: Int, coded: String, broken: String, absent: String!, self: Query, number(of: Int!): Int, total(of: [Int!]!): Int, page(first: Int): Query }
    type Mutation { write: Boolean }
    type Subscription { count(to: Int!): Int, fails: Int, waits: Int }
  `);
  const resolvers: Record<string, Record<string, (...values: never[]) => unknown>> = {
    Query: {
      now: (_root, _args, { now }: OperationContext) => now.toISOString(),
      who: (_root, _args, { principal }: OperationContext) => principal.subject,
      ask: async (_root, _args, { reader }: OperationContext) => {
        await reader.query({ text: '' });
        return reader.statements;
      },
      slow: () => pause(300, 'but sure'),
      slowAsk: async (_root, _args, { reader }: OperationContext) => {
        await pause(150);
        await reader.query({ text: '' });
        return reader.statements;
      },
      coded: () => {
        throw new RapportError('NOT_FOUND', 'Nothing has this key.', { internal: 'detail' });
      },
      broken: () => {
        throw new Error('the password is swordfish');
      },
      self: () => ({}),
      number: (_root, { of }: { readonly of: number }) => of,
    },
    Mutation: { write: () => true },
  };
  const streams: Record<string, (...values: never[]) => AsyncIterable<unknown>> = {
    count: async function* (_root, { to }: { readonly to: number }) {
      for (let number = 1; number <= to; number += 1) yield { count: number };
    },
    waits: async function* () {
      yield { waits: 1 };
      await pause(60_000, undefined, { ref: false });
    },
    fails: async function* () {
      yield { fails: 1 };
      throw new Error('the password is swordfish');
    },
  };
  for (const [type, fields] of Object.entries(resolvers)) {
    for (const [name, resolve] of Object.entries(fields)) fieldOf(schema, type, name).resolve = resolve as never;
  }
  for (const [name, subscribe] of Object.entries(streams)) {
    fieldOf(schema, 'Subscription', name).subscribe = subscribe as never;
  }
  return schema;
}

function fieldOf(schema: GraphQLSchema, type: string, name: string) {
  const found = schema.getType(type);
  const field = found !== undefined && found !== null && 'getFields' in found ? found.getFields()[name] : undefined;
  if (field === undefined || !('args' in field)) throw new TypeError(`${type}.${name} is not in the stub schema`);
  return field;
}
