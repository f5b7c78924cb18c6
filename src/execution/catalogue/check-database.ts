import { RapportError, type Reader, type StoredAnswer } from '../../sdk';
import type { Catalogue, FieldDescription } from './catalogue';
import { storedColumns } from './check-stored';
import { columnsOfField } from './columns';

/**
 * Compares what the declarations read with what the database has.
 *
 * @throws RapportError SCHEMA_BUILD_FAILED with all faults: fields whose column, and types whose table, does not exist
 */
export async function checkDatabase(catalogue: Catalogue, reader: Reader): Promise<void> {
  const known = await columnsByTable(catalogue, reader);
  const faults = [...catalogue.types.values()].flatMap(({ name, reads, fields }) => {
    if (reads === null) return [];
    const columns = known.get(reads.table);
    if (columns === undefined) return [`${name} reads ${reads.table}, which does not exist.`];
    const keys = [reads.key, ...(reads.customerColumn === undefined ? [] : [reads.customerColumn])];
    return [
      ...keys.filter((column) => !columns.has(column)).map((column) => missing(name, reads.table, column)),
      ...[...fields.values()].flatMap((field) => [
        ...columnsOfField(field, reads)
          .filter((column) => !columns.has(column))
          .map((column) => missing(field.coordinate, reads.table, column)),
        ...farFaults(catalogue, field, known),
        ...storedFaults(field, known),
      ]),
    ];
  });
  const all = [...new Set(faults)];
  if (all.length === 0) return;
  const message = `The declared sources do not fit the database:\n${all.map((fault) => `- ${fault}`).join('\n')}`;
  throw new RapportError('SCHEMA_BUILD_FAILED', message, { faults: all });
}

type Columns = ReadonlyMap<string, ReadonlySet<string>>;

async function columnsByTable(catalogue: Catalogue, reader: Reader): Promise<Columns> {
  const types = [...catalogue.types.values()];
  const tables = new Set([
    ...types.flatMap(({ table }) => (table === null ? [] : table.source.table)),
    ...types.flatMap(({ fields }) => [...fields.values()].flatMap((field) => storedOf(field)?.from.table ?? [])),
  ]);
  const rows = await reader.query<{ name: string; columns: readonly string[] }>({
    text: `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname || '.' || c.relname = any($1)
      group by 1`,
    values: [[...tables]],
  });
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
}

/** The column of the other table that a relation compares with. */
function farFaults(catalogue: Catalogue, { coordinate, source }: FieldDescription, known: Columns): readonly string[] {
  if (source?.kind !== 'reference' && source?.kind !== 'list' && source?.kind !== 'connection') return [];
  const table = catalogue.types.get(source.type)?.table?.source.table ?? '';
  const columns = known.get(table);
  if (columns === undefined || source.key === undefined || columns.has(source.key)) return [];
  return [missing(coordinate, table, source.key)];
}

const storedOf = ({ source }: FieldDescription): StoredAnswer | undefined =>
  source?.kind === 'batch' ? source.stored : undefined;

function storedFaults(field: FieldDescription, known: Columns): readonly string[] {
  const stored = storedOf(field);
  if (stored === undefined) return [];
  const { table, key } = stored.from;
  const columns = known.get(table);
  if (columns === undefined) return [`${field.coordinate} reads ${table}, which does not exist.`];
  const read = [key, ...storedColumns(stored.fields)];
  return read.filter((column) => !columns.has(column)).map((column) => missing(field.coordinate, table, column));
}

const missing = (where: string, table: string, column: string): string =>
  `${where} reads ${table}.${column}, which does not exist.`;
