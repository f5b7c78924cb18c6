import pino from 'pino';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { errorCodes } from '../../src/sdk';
import { encodeGlobalId } from '../../src/shared/global-id';
import { createTestDatabase } from '../../src/testing';
import { hostileObjects, hostileTexts } from '../helpers/hostile-values';
import { propertyRuns } from '../helpers/property-runs';
import { type GoodValues, operationWith, type ScalarPlace, scalarPlaces } from '../helpers/schema-operations';
import { contentsOf } from '../helpers/table-contents';

// Thousands of requests, also on a machine that is busy with other tests.
jest.setTimeout(600_000);

const logged: Record<string, unknown>[] = [];
const log = pino({ level: 'error' }, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
let good: GoodValues;
let places: readonly ScalarPlace[];

beforeAll(async () => {
  stored = await createTestDatabase();
  app = await createApp(
    readConfig({ port: '0' }, { DATABASE_URL: stored.url, RAPPORT_PRIVACY_KEY: 'a secret of the tests, long enough' }),
    { log },
  );
  places = scalarPlaces(app.schema);
  await seed();
  const [customer] = await app.database
    .reader()
    .query<{ readonly id: number }>({ text: 'select id from core.customer' });
  good = goodValues(encodeGlobalId('Customer', customer?.id ?? 0));
});
afterAll(async () => {
  await app.close();
  await stored.drop();
});

async function seed(): Promise<void> {
  const seeds = [
    `upsertCustomer(input: { source: "t", sourceKey: "c", kind: PROFESSIONAL, identifiers: [{ system: "crm", value: "k" }], name: { family: "Lund" } }) { status }`,
    `upsertBrand(input: { code: "CARDIVANE", name: "Cardivane" }) { status }`,
    `recordInteractions(input: { source: "t", items: [{ sourceKey: "i", type: "rep.sample_requested", customer: { identifiers: [{ system: "crm", value: "k" }] }, occurredAt: "2026-01-01T10:00:00Z", details: { product: "P", quantity: 1 } }] }) { recorded }`,
  ];
  for (const [index, field] of seeds.entries()) {
    const { body } = await post({ query: `mutation { ${field} }` });
    if (body.errors !== undefined) throw new Error(`Seed ${index}: ${JSON.stringify(body.errors)}`);
  }
}

/** With these alone every operation is one that could be carried out. */
function goodValues(customerId: string): GoodValues {
  return {
    ID: customerId,
    String: 'good',
    DateTime: '2026-01-02T10:00:00Z',
    Date: '2026-01-02',
    CurrencyCode: 'EUR',
    CountryCode: 'DE',
    JSONObject: {},
    Int: 1,
    SafeInt: 1,
    Float: 1,
    Boolean: false,
    CustomerReferenceInput: { identifiers: [{ system: 'crm', value: 'k' }] },
    'InteractionInput.type': 'rep.sample_requested',
    'InteractionInput.details': { product: 'P', quantity: 1 },
    'InteractionInput.occurredAt': '2026-01-02T10:00:00Z',
    'ExchangeRateInput.unitsPerBase': '1.5',
    'UpsertCustomerInput.name': { family: 'Lund' },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  };
}

async function post(body: object): Promise<Answer> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
}

/** Codes of the GraphQL library about the request itself. */
const libraryCodes = ['BAD_USER_INPUT', 'BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'];

/** What must never leave the server: where code stands, and what the database says of its own accord. */
const leaks =
  /\bat [\w.<>]+ \(|node_modules|\.[jt]s:\d+|syntax error at or near|SQLSTATE|pg_catalog|invalid byte sequence|violates \w+ constraint|stacktrace/i;

function faultIn({ status, text, body }: Answer): string | null {
  const faults = (body.errors ?? []).filter(({ extensions }) => {
    const code = extensions?.code ?? 'none';
    return (
      code === 'INTERNAL' || code === 'UNAVAILABLE' || !(libraryCodes.includes(code) || Object.hasOwn(errorCodes, code))
    );
  });
  if (faults.length > 0) return JSON.stringify(faults[0]);
  if (status >= 500) return `status ${status}`;
  if (leaks.test(text)) return `tells ${leaks.exec(text)?.[0]}`;
  return body.data === undefined && body.errors === undefined ? 'neither data nor errors' : null;
}

type NamedValue = readonly [name: string, value: unknown];

/** What a scalar or a statement refuses would keep the values beside it from being tried. */
const alone = ['NUL', 'half a surrogate pair', 'the other half', 'a million signs'];
const often = [
  'NUL',
  'half a surrogate pair',
  'the other half',
  'nothing',
  'SQL: always true',
  'a key of every object',
  'a method of every object',
];

/** Slow to send, and refused alike wherever texts are taken: tried at every fifth place. */
const long = ['a million signs', 'three hundred thousand quotes'];

/**
 * Requests are many and dear, mutations above all, and a subscription that opens says so by its silence: each place is tried with
 * some of the values, each value at some places of every operation. More runs try more of them at each place.
 */
function valuesFor({ operation, scalar }: ScalarPlace, index: number): readonly NamedValue[] {
  if (scalar === 'JSONObject') return Object.entries(hostileObjects);
  const share = Math.ceil({ query: 3, mutation: 20, subscription: 4 }[operation] / propertyRuns(1));
  return Object.entries(hostileTexts).filter(([name], position) =>
    long.includes(name) ? index % 5 === 0 : isTurn(index, position, often.includes(name) ? Math.min(share, 2) : share),
  );
}

const isTurn = (place: number, value: number, share: number): boolean => value % share === place % share;

/** Values that are asked about together. */
function together(place: ScalarPlace, values: readonly NamedValue[]): readonly (readonly NamedValue[])[] {
  if (!['String', 'ID'].includes(place.scalar)) return values.map((value) => [value]);
  const others = values.filter(([name]) => !alone.includes(name));
  const batches: (readonly NamedValue[])[] = values.filter(([name]) => alone.includes(name)).map((value) => [value]);
  for (let start = 0; start < others.length; start += 8) batches.push(others.slice(start, start + 8));
  return batches;
}

/** What is wrong with the answers to hostile values at places, a few at a time. */
async function faultsAt(chosen: readonly ScalarPlace[]): Promise<readonly string[]> {
  const work = chosen.flatMap((place, index) =>
    together(place, valuesFor(place, index)).map((values) => ({ place, values })),
  );
  const faults: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = work.shift(); next !== undefined; next = work.shift()) {
      const { place, values } = next;
      const asked = operationWith(
        app.schema,
        place,
        values.map(([, value]) => value),
        good,
      );
      const fault = faultIn(await post(asked));
      if (fault !== null) faults.push(told(place, values, fault));
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return faults;
}

const told = ({ field, path }: ScalarPlace, values: readonly NamedValue[], fault: string): string =>
  `${field}(${path.join('.')}) with ${values.map(([name]) => name).join(', ')}: ${fault}`;

const of = (operation: ScalarPlace['operation']) => places.filter((place) => place.operation === operation);

describe('a hostile text in any argument', () => {
  it('can be put into every root field that takes texts', () => {
    expect(of('query').length).toBeGreaterThan(50);
    expect(of('mutation').length).toBeGreaterThan(100);
    expect(new Set(places.map(({ scalar }) => scalar))).toEqual(
      new Set(['String', 'ID', 'Date', 'DateTime', 'CountryCode', 'CurrencyCode', 'JSONObject']),
    );
  });

  it('of a query is data or a coded mistake of the caller, and changes nothing that is stored', async () => {
    const before = await contentsOf(app.database.reader());
    expect(await faultsAt(of('query'))).toEqual([]);
    expect(await contentsOf(app.database.reader())).toEqual(before);
  });

  it('of a mutation is data or a coded mistake of the caller', async () => {
    expect(await faultsAt(of('mutation'))).toEqual([]);
  });

  it('of a subscription opens it or is a coded mistake of the caller', async () => {
    const faults: string[] = [];
    const tried = of('subscription').map(async (place, index) => {
      for (const [name, value] of valuesFor(place, index)) {
        const said = await firstOf(operationWith(app.schema, place, [value], good));
        const fault = said === null ? null : faultIn(said);
        if (fault !== null) faults.push(told(place, [[name, value]], fault));
      }
    });
    await Promise.all(tried);
    expect(faults).toEqual([]);
  });

  it('leaves no trace in the program, and nothing for the log to explain', async () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(logged).toEqual([]);
    const { body } = await post({ query: '{ customerByIdentifier(system: "crm", value: "k") { kind } }' });
    expect(body).toEqual({ data: { customerByIdentifier: { kind: 'PROFESSIONAL' } } });
  });
});

/** What a subscription says first; null when it is open and says nothing. */
async function firstOf(body: object): Promise<Answer | null> {
  const stop = new AbortController();
  const answer = await fetch(`${app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
    signal: stop.signal,
  });
  if (!answer.ok) {
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
  }
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const timer = setTimeout(() => stop.abort(), 100);
  try {
    let text = '';
    for (;;) {
      const part = await reader?.read();
      if (part?.done !== false) return null;
      text += part.value;
      const data = /^data: (\{.*\})$/m.exec(text)?.[1];
      if (data !== undefined) return { status: answer.status, text: data, body: JSON.parse(data) as Answer['body'] };
    }
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
