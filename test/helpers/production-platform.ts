import pino from 'pino';
import { type App, createApp } from '../../src/app';
import { mintKey } from '../../src/auth';
import { readConfig } from '../../src/config';
import { createTestDatabase } from '../../src/testing';

/** The whole platform in production with a key for some roles and a customer in each of two territories. */
let stored: Awaited<ReturnType<typeof createTestDatabase>>;
export let app: App;
export let admin = '';
export let rep = '';
export let analyst = '';
/** Of the north, where the rep works, and of the south. */
export const customers = { north: '', south: '' };

export async function openProduction(): Promise<void> {
  stored = await createTestDatabase();
  const keys = (['admin', 'rep', 'analyst'] as const).map((role) => ({ role, ...mintKey() }));
  [admin = '', rep = '', analyst = ''] = keys.map(({ key }) => key);
  const entries = keys.map(({ role, sha256 }) => ({
    ...{ id: role, name: role, sha256, roles: [role] },
    ...(role === 'rep' && { territories: ['N'] }),
    ...(role === 'analyst' && { countries: ['*'] }),
  }));
  const environment = {
    ...{ NODE_ENV: 'production', HOST: '127.0.0.1', DATABASE_URL: stored.url },
    ...{ RAPPORT_SERVICE_KEYS: JSON.stringify(entries), RAPPORT_RATE_LIMIT: '600' },
    RAPPORT_PRIVACY_KEY: 'a secret of the tests, long enough',
  };
  app = await createApp(readConfig({ port: '0' }, environment), { log: pino({ level: 'silent' }) });
  for (const [place, code] of Object.entries({ north: 'N', south: 'S' })) {
    await ask(admin, `mutation { upsertTerritory(input: { code: "${code}", name: "${place}" }) { status } }`);
    const { body } = await ask(
      admin,
      `mutation { upsertCustomer(input: { source: "t", sourceKey: "${place}", kind: PROFESSIONAL, territory: "${code}",
        identifiers: [{ system: "crm", value: "${place}" }], name: { family: "Lund" } }) { customer { id } } }`,
    );
    customers[place as keyof typeof customers] = body.data?.upsertCustomer.customer.id;
  }
}

export async function closeProduction(): Promise<void> {
  await strict?.close();
  await app.close();
  await stored.drop();
}

let strict: App | undefined;
const keysOf: Record<string, string> = {};

/** Another instance that takes two operations a minute of each caller, and a tenth of a second a statement. */
export async function askStrict(who: 'hasty' | 'counter' | 'patient' | 'msl', query: string) {
  strict ??= await openStrict();
  const answer = await fetch(`${strict.url}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${keysOf[who]}`, 'rapport-explain': '1' },
    },
    body: JSON.stringify({ query }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
}

async function openStrict(): Promise<App> {
  const entries = (['hasty', 'counter', 'patient', 'msl'] as const).map((id) => {
    const { key, sha256 } = mintKey();
    keysOf[id] = key;
    return {
      id,
      name: id,
      sha256,
      ...(id === 'msl' ? { roles: ['medical'], territories: ['N'] } : { roles: ['admin'] }),
    };
  });
  const environment = {
    ...{ DATABASE_URL: stored.url, RAPPORT_SERVICE_KEYS: JSON.stringify(entries) },
    ...{ RAPPORT_RATE_LIMIT: '2', DATABASE_STATEMENT_TIMEOUT: '100' },
  };
  return createApp(readConfig({ port: '0' }, environment), { log: pino({ level: 'silent' }) });
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
    readonly data?: any;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    readonly extensions?: { readonly statements?: number };
  };
}

export async function send(key: string | null, body: unknown): Promise<Answer> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
}

export const ask = (key: string | null, query: string, variables: object = {}) => send(key, { query, variables });
export const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions.code;
