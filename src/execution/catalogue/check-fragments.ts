import { tableRule } from '../../auth/table-rules';
import type { FieldSource, TableName, Visible } from '../../sdk';

/**
 * SQL fragments of a declaration that name a table without asking which of its rows the caller may see. Reference data are
 * open to everybody and need not be asked for.
 */
export function fragmentFaults(source: FieldSource): readonly string[] {
  return fragmentsOf(source).flatMap(({ place, write }) => {
    const asked: string[] = [];
    const answer = (table: TableName): string => {
      asked.push(typeof table === 'string' ? table : table.table);
      return 'true';
    };
    const visible: Visible = { rows: answer, ofVisibleCustomer: answer };
    const text = write(visible);
    return tablesIn(text)
      .filter((table) => !isOpen(table))
      .filter((table) => count(tablesIn(text), table) > count(asked, table))
      .map((table) => `${place} names ${table} without asking \`visible\` which of its rows the caller may see.`);
  });
}

interface Fragment {
  readonly place: string;
  readonly write: (visible: Visible) => string;
}

function fragmentsOf(source: FieldSource): readonly Fragment[] {
  switch (source.kind) {
    case 'lookup':
      return [{ place: 'its condition', write: (visible) => source.by.sql('$1', visible) }];
    case 'list':
      return [{ place: 'where', write: () => source.where ?? '' }, ...termsOf('orderBy', source.orderBy)];
    case 'connection':
      return [
        { place: 'where', write: () => source.where ?? '' },
        ...Object.entries(source.filters).map(
          ([path, { sql }]): Fragment => ({ place: `the filter ${path}`, write: (visible) => sql('$1', visible) }),
        ),
        ...Object.entries(source.orderings).flatMap(([name, { join, terms }]): readonly Fragment[] => [
          { place: `the ordering ${name}`, write: (visible) => join?.(visible) ?? '' },
          ...termsOf(`the ordering ${name}`, terms),
        ]),
      ];
    case 'batch': {
      const { stored } = source;
      return stored === undefined ? [] : [{ place: 'fits', write: (visible) => stored.fits.sql('$1', visible) }];
    }
    default:
      return [];
  }
}

const termsOf = (place: string, terms: readonly { readonly sql: string }[]): readonly Fragment[] =>
  terms.map(({ sql }) => ({ place, write: () => sql }));

/** Every mention of a table of the core or of a plugin. */
function tablesIn(text: string): readonly string[] {
  return text.match(/\b(core|plugin_[a-z0-9_]+)\.[a-z_][a-z0-9_]*\b(?!\s*\()/g) ?? [];
}

function isOpen(table: string): boolean {
  if (!table.startsWith('core.')) return false;
  const { kind, brand } = tableRule(table as `core.${string}`);
  return kind === 'reference' && brand === undefined;
}

const count = (names: readonly string[], name: string): number => names.filter((one) => one === name).length;
