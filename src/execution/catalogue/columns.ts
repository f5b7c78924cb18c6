import type { TableSource } from '../../sdk';
import type { FieldDescription } from './catalogue';
import type { CompletedTypes } from './hosts';

/** The columns that objects of a type need for their fields, parts and relations; key and customer column always. */
export function columnsOf(name: string, table: TableSource, types: CompletedTypes): readonly string[] {
  const columns = new Set([table.key]);
  if (table.customerColumn !== undefined) columns.add(table.customerColumn);
  collect(name, table, types, columns, new Set());
  return [...columns];
}

function collect(
  name: string,
  table: TableSource,
  types: CompletedTypes,
  columns: Set<string>,
  visited: Set<string>,
): void {
  if (visited.has(name)) return;
  visited.add(name);
  for (const field of types.get(name)?.fields.values() ?? []) {
    for (const column of columnsOfField(field, table)) columns.add(column);
    if (field.source?.kind === 'part' || field.source?.kind === 'summary') {
      collect(field.type, table, types, columns, visited);
    }
  }
}

/** The columns of its own row that one field reads. */
export function columnsOfField({ source }: FieldDescription, table: TableSource): readonly string[] {
  switch (source?.kind) {
    case 'column':
      return [source.column];
    case 'details':
      return ['details'];
    case 'globalId':
      return source.columns;
    case 'part':
      return source.presentWhen === undefined ? [] : [source.presentWhen.column];
    case 'money':
      return [source.minorUnits, source.currency];
    case 'reference':
    case 'list':
      return given(source.column, source.within);
    case 'connection':
      return given(source.column, source.within);
    case 'summary':
      return given(table.customerColumn);
    case 'batch':
      return given(source.column ?? table.key, source.stored?.noneWhen?.column);
    default:
      return [];
  }
}

function given(...columns: readonly (string | undefined)[]): readonly string[] {
  return columns.filter((column) => column !== undefined);
}
