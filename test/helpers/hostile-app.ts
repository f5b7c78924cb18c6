import { join } from 'node:path';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import type { PluginConfiguration } from '../../src/kernel';
import type { CustomerRecord } from '../../src/sdk';
import { projectRoot } from '../architecture/source-files';

export const hostilePath = join(projectRoot, 'dist/test/fixtures/plugins/hostile');

/** The platform with the rep channel and a plugin that does harm, on a database that outlives it. */
export async function hostileApp(
  databaseUrl: string,
  hostile: Omit<PluginConfiguration, 'use'> = {},
  now: () => Date = () => new Date('2026-11-21T12:00:00Z'),
): Promise<App> {
  const environment = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, RAPPORT_DEMO: 'no', LOG_LEVEL: 'silent' };
  const plugins = [{ use: 'rapport-plugin-rep' }, { use: hostilePath, ...hostile }];
  return createApp(readConfig({ port: '0' }, environment), { plugins, clock: { now } });
}

export interface HostileAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export async function askOf({ url }: App, query: string): Promise<HostileAnswer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as HostileAnswer;
}

export async function deliver({ url }: App, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/intake/hostile/door`, {
    ...{ method: 'POST', body, headers: { 'x-signature': 'right', ...headers } },
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

/** Stores the customer whom the records are about. */
export async function addCustomer({ ingest }: App, name = 'ada'): Promise<void> {
  const record: CustomerRecord = {
    kind: 'customer',
    source: 'test',
    sourceKey: name,
    customerKind: 'professional',
    identifiers: [{ system: 'crm', value: name }],
    name: { given: 'Ada', family: name },
  };
  await ingest.take([{ record, position: { line: 1 } }], { id: 'test', repeats: 'correct', snapshots: 'now' });
}

export function rowsOfApp<Row extends object>({ database }: App, text: string): Promise<readonly Row[]> {
  return database.reader().query<Row>({ text });
}
