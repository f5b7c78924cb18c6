import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isScalarType, isSpecifiedScalarType } from 'graphql';
import { trustedDocuments } from '../../src/http/documents/trusted-documents';
import { projectRoot } from '../architecture/source-files';
import { blocksOf } from '../helpers/readme';
import { run } from '../helpers/run';

const schemaFile = join(projectRoot, 'schema/full.graphql');
const fixtures = join(projectRoot, 'test/fixtures/clients');

/** Inside the project, where the compilers of the clients find what generated files import. */
let folder: string;
beforeEach(() => {
  mkdirSync(join(projectRoot, 'dist/test'), { recursive: true });
  folder = mkdtempSync(join(projectRoot, 'dist/test/clients-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('Relay’s compiler takes the schema for one of a Relay server, with pages, refetching, mutations and subscriptions', async () => {
  cpSync(join(fixtures, 'relay'), join(folder, 'src'), { recursive: true });
  cpSync(schemaFile, join(folder, 'schema.graphql'));
  mkdirSync(join(folder, 'artifacts'));
  const config = {
    ...{ src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './artifacts' },
    persistConfig: { file: './persisted.json', algorithm: 'SHA256' },
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'persisted.json'), '{}');

  const compiler = join(projectRoot, 'node_modules/relay-compiler/cli.js');
  const { code, stdout, stderr } = await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });

  expect(code === 0 ? 'ok' : stdout + stderr).toBe('ok');
  expect(readdirSync(join(folder, 'artifacts')).sort()).toEqual([
    'customerListPaginationQuery.graphql.js',
    'customerListQuery.graphql.js',
    'customerList_query.graphql.js',
    'customerTimelinePaginationQuery.graphql.js',
    'customerTimeline_customer.graphql.js',
    'customerViewNewsSubscription.graphql.js',
    'customerViewQuery.graphql.js',
    'customerViewRefetchQuery.graphql.js',
    'customerViewUpsertMutation.graphql.js',
    'customerView_customer.graphql.js',
  ]);
  expectAllRegistered(join(folder, 'persisted.json'), 7);
}, 120_000);

it('the client preset of GraphQL Code Generator makes types that strict TypeScript accepts, and a manifest that is accepted here', async () => {
  const generator = join(projectRoot, 'dist/test/helpers/generate-client.js');
  const operations = join(fixtures, 'codegen/view.graphql');
  const config = join(folder, 'codegen.json');
  writeFileSync(config, codegenBlock());
  const generated = await run(process.execPath, [generator, schemaFile, operations, folder, config], { cwd: folder });
  expect(generated.code === 0 ? 'ok' : generated.stderr).toBe('ok');
  writeFileSync(join(folder, 'use.ts'), use);

  const flags = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'preserve'];
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const { code, stdout } = await run(process.execPath, [compiler, ...flags, '--ignoreConfig', join(folder, 'use.ts')], {
    cwd: folder,
  });

  expect(code === 0 ? 'ok' : stdout).toBe('ok');
  expectAllRegistered(join(folder, 'persisted-documents.json'), 1);
}, 120_000);

it('the configuration of the generator in schema/README.md names every scalar of the schema', () => {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  const scalars = Object.values(schema.getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  const { generates } = JSON.parse(codegenBlock()) as CodegenConfig;
  expect(Object.keys(generates['src/gql/'].config.scalars)).toEqual(scalars.map(({ name }) => name).sort());
});

interface CodegenConfig {
  readonly generates: { readonly 'src/gql/': { readonly config: { readonly scalars: Record<string, string> } } };
}

function codegenBlock(): string {
  const [block] = blocksOf('schema/README.md', { keepJson: true }).filter(({ needs }) => needs === 'codegen');
  return block?.text ?? '';
}

/** What a client would write: every wrong name or missing null check is a compile error. */
const use = `
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { type FragmentType, useFragment as read } from './fragment-masking';
import { CardFragmentDoc, ViewDocument } from './graphql';

export const variables: VariablesOf<typeof ViewDocument> = { id: 'x' };

export function subjects({ customer }: ResultOf<typeof ViewDocument>): readonly string[] {
  if (customer == null) return [];
  const card = read(CardFragmentDoc, customer as FragmentType<typeof CardFragmentDoc>);
  const name: string = card.displayName;
  return [name, ...card.timeline.nodes.map((node) => node.__typename === 'EmailMessage' ? node.subject ?? '' : node.id)];
}
`;

function expectAllRegistered(manifest: string, count: number): void {
  const warnings: unknown[] = [];
  const log = { warn: (...words: unknown[]) => void warnings.push(words) };
  const trusted = trustedDocuments(manifest, buildSchema(readFileSync(schemaFile, 'utf8')), log);
  const entries = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>);
  expect(entries).toHaveLength(count);
  for (const [documentId, text] of entries) {
    expect(trusted.textFor({ documentId })).toBe(text);
    expect(trusted.textFor({ extensions: { persistedQuery: { sha256Hash: documentId } } })).toBe(text);
  }
  expect(warnings).toEqual([]);
}
