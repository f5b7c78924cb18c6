import { type TestDatabase, testDatabase } from '../../testing';
import { tables } from '.';

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Position in the primary key. */
  readonly key: number | null;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function migratedColumns(): Promise<readonly ColumnRow[]> {
  return database.reader().query<ColumnRow>({
    text: `
      select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
        not a.attnotnull as nullable, array_position(i.indkey::int2[], a.attnum) as key
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'core'::regnamespace and c.relkind = 'r' and c.relname not in ('migration', 'typeorm_metadata')
      order by c.relname, a.attnum`,
  });
}

function describedColumns(): readonly Omit<ColumnRow, 'key'>[] {
  return database.dataSource.entityMetadatas.flatMap((entity) =>
    entity.columns.map((column) => ({
      table: entity.tableName,
      column: column.databaseName,
      type: fullType(database.dataSource.driver.normalizeType(column), column),
      nullable: column.isNullable,
    })),
  );
}

function fullType(
  type: string,
  { precision, scale, isArray }: { precision?: number | null; scale?: number; isArray: boolean },
): string {
  if (type === 'timestamp with time zone') return `timestamp(${precision}) with time zone`;
  if (type === 'numeric' && scale !== undefined) return `numeric(${precision},${scale})`;
  return isArray ? `${type}[]` : type;
}

const sorted = <T extends { readonly table: string; readonly column: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((left, right) => (`${left.table}.${left.column}` < `${right.table}.${right.column}` ? -1 : 1));

describe('the described tables', () => {
  it('equal the migrated database column for column', async () => {
    const migrated = (await migratedColumns()).map(({ key: _key, ...column }) => column);
    expect(sorted(describedColumns())).toEqual(sorted(migrated));
    expect(tables).toHaveLength(new Set(migrated.map((row) => row.table)).size);
  });

  it('have the primary keys of the migrated database', async () => {
    const migrated = (await migratedColumns()).filter((row) => row.key !== null);
    const described = database.dataSource.entityMetadatas.flatMap((entity) =>
      entity.primaryColumns.map((column) => `${entity.tableName}.${column.databaseName}`),
    );
    expect([...described].sort()).toEqual(migrated.map((row) => `${row.table}.${row.column}`).sort());
  });
});
