import type { Reader } from '../../sdk';
import * as catalog from './catalog.sql';
import { generatedNote } from './generated-note';

/** `schema/database.sql`: what the migrations made, read from PostgreSQL's catalogs. To be read, not to be run. */
export async function databaseDocument(reader: Reader): Promise<string> {
  const content = await readCatalog(reader);
  const schemas = [...new Set(content.relations.map(({ schema }) => schema))];
  const blocks = schemas.flatMap((schema) => [
    `create schema ${schema};`,
    ...content.relations.filter((relation) => relation.schema === schema).map((relation) => show(relation, content)),
    ...content.functions.filter((each) => each.schema === schema).map(({ definition }) => `${definition.trim()};`),
    ...grantLines(content, schema, ''),
  ]);
  return `-- ${generatedNote}\n-- Tables, views, indexes, constraints and grants after all migrations.\n\n${blocks.join('\n\n')}\n`;
}

interface Content {
  readonly relations: readonly catalog.RelationRow[];
  readonly columns: readonly catalog.ColumnRow[];
  readonly grants: readonly catalog.GrantRow[];
  readonly constraints: readonly catalog.PartRow[];
  readonly indexes: readonly catalog.PartRow[];
  readonly triggers: readonly catalog.PartRow[];
  readonly policies: readonly catalog.PartRow[];
  readonly functions: readonly catalog.PartRow[];
}

/** One after another: a document is no request, and one connection is enough. */
async function readCatalog(reader: Reader): Promise<Content> {
  return {
    relations: await reader.query<catalog.RelationRow>(catalog.relations),
    columns: await reader.query<catalog.ColumnRow>(catalog.columns),
    grants: await reader.query<catalog.GrantRow>(catalog.grants),
    constraints: await reader.query<catalog.PartRow>(catalog.constraints),
    indexes: await reader.query<catalog.PartRow>(catalog.indexes),
    triggers: await reader.query<catalog.PartRow>(catalog.triggers),
    policies: await reader.query<catalog.PartRow>(catalog.policies),
    functions: await reader.query<catalog.PartRow>(catalog.functions),
  };
}

function show(relation: catalog.RelationRow, content: Content): string {
  const { schema, name, comment, definition } = relation;
  const full = `${schema}.${name}`;
  const columns = content.columns.filter((column) => column.schema === schema && column.relation === name);
  const lines = [
    definition === null
      ? createTable(full, columns, content, relation)
      : `create view ${full} as\n${definition.trim()}`,
    ...parts(content.indexes, relation).map(({ definition: index }) => `${index};`),
    ...parts(content.triggers, relation).map(({ definition: trigger }) => `${trigger};`),
    ...(relation.rowSecurity ? [`alter table ${full} enable row level security;`] : []),
    ...parts(content.policies, relation).map(
      (policy) => `create policy ${policy.name} on ${full} ${policy.definition};`,
    ),
    ...(comment === null
      ? []
      : [`comment on ${definition === null ? 'table' : 'view'} ${full} is ${literal(comment)};`]),
    ...columns.flatMap((column) =>
      column.comment === null ? [] : [`comment on column ${full}.${column.name} is ${literal(column.comment)};`],
    ),
    ...grantLines(content, schema, name),
  ];
  return lines.join('\n');
}

function createTable(
  full: string,
  columns: readonly catalog.ColumnRow[],
  content: Content,
  relation: catalog.RelationRow,
): string {
  const body = [
    ...columns.map(columnLine),
    ...parts(content.constraints, relation).map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  return `create table ${full} (\n${body.map((line) => `  ${line}`).join(',\n')}\n);`;
}

function columnLine({ name, type, required, default: value, identity, generated }: catalog.ColumnRow): string {
  const identities: Readonly<Record<string, string>> = { a: 'always', d: 'by default' };
  const words = [name, type];
  if (required) words.push('not null');
  if (identity in identities) words.push(`generated ${identities[identity]} as identity`);
  else if (value !== null) words.push(generated ? `generated always as (${value}) stored` : `default ${value}`);
  return words.join(' ');
}

function parts(rows: readonly catalog.PartRow[], { schema, name }: catalog.RelationRow): readonly catalog.PartRow[] {
  return rows.filter((row) => row.schema === schema && row.relation === name);
}

function grantLines({ grants }: Content, schema: string, relation: string): readonly string[] {
  const target = relation === '' ? `schema ${schema}` : `${schema}.${relation}`;
  return grants
    .filter((grant) => grant.schema === schema && grant.relation === relation)
    .map(({ privileges, role }) => `grant ${privileges} on ${target} to ${role};`);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
