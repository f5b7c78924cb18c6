import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { encodeGlobalId } from '../../src/shared/global-id';
import { encodeCursor } from '../../src/shared/keyset-cursor';
import { projectRoot } from '../../test/architecture/source-files';
import { apiKey } from './processes';
import type { LoadRequest } from './target';

export const readWorks = ['view', 'list', 'aggregate'] as const;
export type ReadWork = (typeof readWorks)[number];

type Variables = Readonly<Record<string, unknown>>;

/** The document of a work. */
export function operationOf(work: ReadWork): string {
  return readFileSync(join(projectRoot, 'bench/operations', `${work}.graphql`), 'utf8');
}

/** Different variables for the same document, so that neither side answers from one row's memory. */
export async function questionsOf(work: ReadWork, databaseUrl: string, howMany: number): Promise<readonly Variables[]> {
  if (work === 'aggregate') return [{ measures: ['COUNT', 'DISTINCT_CUSTOMERS'] }];
  const customers = await someCustomers(databaseUrl, howMany);
  if (work === 'view') return customers.map(({ id }) => ({ id: encodeGlobalId('Customer', id) }));
  return customers.map(({ id, name }) => ({ first: 50, after: encodeCursor('Query.customers:NAME_ASC', [name, id]) }));
}

interface CustomerRow {
  readonly id: string;
  readonly name: string;
}

/** Spread over all of them, always the same. */
async function someCustomers(databaseUrl: string, howMany: number): Promise<readonly CustomerRow[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<CustomerRow>(
      'select id::text, lower(display_name) as name from core.customer order by hashint8extended(id, 7) limit $1',
      [howMany],
    );
    return rows;
  } finally {
    await client.end();
  }
}

const json = { 'content-type': 'application/json', accept: 'application/json' };

/** To the reference: the variables alone. */
export const limitRequest =
  (work: ReadWork) =>
  (variables: Variables): LoadRequest => ({
    method: 'POST',
    path: `/${work}`,
    headers: json,
    body: JSON.stringify({ variables }),
  });

/** To the platform: document and variables. */
export const postRequest =
  (query: string) =>
  (variables: Variables): LoadRequest => ({
    method: 'POST',
    path: '/graphql',
    headers: { ...json, authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query, variables }),
  });

/** To the platform: the digest of a document that it has been sent once before, in the address. */
export const persistedRequest =
  (query: string) =>
  (variables: Variables): LoadRequest => ({
    method: 'GET',
    path: `/graphql?${new URLSearchParams({
      variables: JSON.stringify(variables),
      extensions: JSON.stringify(persisted(query)),
    })}`,
    headers: { accept: 'application/json', 'apollo-require-preflight': 'true', authorization: `Bearer ${apiKey}` },
  });

/** Makes the document known under its digest. */
export const registration = (query: string, variables: Variables): LoadRequest => ({
  ...postRequest(query)(variables),
  body: JSON.stringify({ query, variables, extensions: persisted(query) }),
});

function persisted(query: string): object {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
}
