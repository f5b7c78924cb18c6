import { resolve } from 'node:path';
import { Client } from 'pg';
import { inTreePlugins, readConfig } from '../../config';
import { migrate } from '../../db/migrate';
import { loadPlugins } from '../../kernel';
import { openPlatform } from '../../open-platform';
import { platformDirectory } from '../../shared/platform';
import { databaseDocument } from './database-document';
import { errorCodesDocument } from './error-codes';
import { operationSql, type PlanningPlatform } from './operation-sql';
import { packagePaths } from './package-paths';
import { schemaDocument } from './schema-document';
import { sdkApiDocument } from './sdk-api';
import { valueModelSchemaDocument } from './value-model-schema';

/** Where the golden files lie. */
export const goldenFolder = resolve(platformDirectory, 'schema');

/** The generated files of `schema/`, by name. Each text is the same on every machine. */
export const goldenFiles = {
  'core.graphql': async () => schemaDocument([]),
  'full.graphql': async () => schemaDocument(inTreePlugins),
  'error-codes.md': async () => errorCodesDocument(),
  'sdk.api.md': async () => sdkApiDocument(packagePaths),
  'value-model.schema.json': async () => valueModelSchemaDocument(),
  'database.sql': async ({ emptyDatabase }) => migratedDatabaseDocument(emptyDatabase),
  'sql/view.sql': async ({ platform }) => operationSql('view', await platform()),
  'sql/list.sql': async ({ platform }) => operationSql('list', await platform()),
  'sql/aggregate.sql': async ({ platform }) => operationSql('aggregate', await platform()),
} as const satisfies Readonly<Record<string, (means: GoldenMeans) => Promise<string>>>;

export type GoldenFile = keyof typeof goldenFiles;

export interface GoldenMeans {
  /** URL of a throw-away database. */
  readonly emptyDatabase: string;
  /** On that database; the same one for all who ask. */
  platform(): Promise<PlanningPlatform>;
}

/** What makes golden files with a throw-away database. */
export function goldenMeans(emptyDatabase: string): GoldenMeans & { close(): Promise<void> } {
  let opened: ReturnType<typeof openPlatform> | undefined;
  return {
    emptyDatabase,
    platform: () => {
      opened ??= openPlatform(readConfig({}, { DATABASE_URL: emptyDatabase, LOG_LEVEL: 'silent' }));
      return opened;
    },
    close: async () => (await opened)?.close(),
  };
}

async function migratedDatabaseDocument(url: string): Promise<string> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { plugins } = await loadPlugins(inTreePlugins, places);
  const tables = plugins.flatMap(({ manifest, contributions: { storage } }) =>
    storage === undefined ? [] : [{ plugin: manifest.id, migrations: storage.migrations }],
  );
  await migrate(url, tables);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await databaseDocument({
      query: async <Row extends object>({ text }: { readonly text: string }) => (await client.query<Row>(text)).rows,
    });
  } finally {
    await client.end();
  }
}
