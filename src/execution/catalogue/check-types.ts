import type { TableSource } from '../../sdk';
import { checkField } from './check-field';
import { columnsOfField } from './columns';
import { type Drafts, type DraftType, isRowInterface } from './draft';
import type { CheckInput } from './field-check';
import { hostsOfParts } from './hosts';
import { fallbackOf, implementersOf } from './row-types';

/** Everything that cannot work in the declarations, one sentence each, beginning with `Type` or `Type.field`. */
export function checkTypes(input: CheckInput): readonly string[] {
  const hosts = hostsOfParts(input.drafts, input.types);
  const faults = [...input.types.values()].flatMap(({ draft, fields }) => {
    const rows = draft.table === null ? (hosts.get(draft.type.name) ?? []) : [draft];
    const tables = rows.flatMap(({ table }) => (table === null ? [] : [table]));
    const fieldFaults = [...fields.values()].flatMap((field) => [
      ...checkField({ input, draft, field, tables }),
      ...tables.flatMap((table) => checkColumns(field.coordinate, columnsOfField(field, table))),
    ]);
    return [...checkTable(draft, input.drafts), ...fieldFaults];
  });
  return [...new Set(faults)];
}

function checkTable(draft: DraftType, drafts: Drafts): readonly string[] {
  const { table, type, rowInterface } = draft;
  if (table === null) return [];
  const faults = [...checkTableName(type.name, table)];
  const inherited = rowInterface?.extensions.table as TableSource | undefined;
  if (inherited !== undefined && inherited.table !== table.table) {
    faults.push(`${type.name} reads ${table.table}, but its interface ${rowInterface?.name} reads ${inherited.table}.`);
  }
  const fallback = fallbackOf(type.name);
  if (isRowInterface(draft) && !implementersOf(draft, drafts).includes(fallback)) {
    faults.push(`${type.name} needs a type ${fallback} that implements it, for rows whose type nobody declares.`);
  }
  return faults;
}

function checkTableName(typeName: string, { table, key, customerColumn }: TableSource): readonly string[] {
  const faults = [...checkColumns(typeName, customerColumn === undefined ? [key] : [key, customerColumn])];
  if (!/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(table)) {
    faults.push(`${typeName}: "${table}" is not the name of a table; write it with its schema, such as core.customer.`);
  }
  return faults;
}

function checkColumns(where: string, columns: readonly string[]): readonly string[] {
  return columns
    .filter((name) => !/^[a-z_][a-z0-9_]{0,62}$/.test(name))
    .map((name) => `${where}: "${name}" is not the name of a column.`);
}
