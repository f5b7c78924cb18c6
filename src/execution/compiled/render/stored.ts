import { getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import type { BatchSource, StoredAnswer, StoredField } from '../../../sdk';
import type { FieldSelection, ObjectSelection, ValueSelection } from '../operation';
import { signs } from '../splice/tokens';
import { valueText } from './field-value';
import { constant, expression, type JsonText, joined, literal, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import { formOf, type Rendering } from './rendering';
import { equal, newRow, type Row, selectedColumns } from './row';
import { nullOf } from './value';

type Fields = Readonly<Record<string, StoredField>>;

/** What may answer a batch field in place of its function; null when the function has to. */
export function storedOf(rendering: Rendering, field: ValueSelection, source: BatchSource): StoredAnswer | null {
  const { stored } = source;
  if (stored === undefined || (field.site !== null && formOf(rendering, field).given)) return null;
  const [selection] = field.below.values();
  return selection !== undefined && hasAll(stored.fields, selection) ? stored : null;
}

function hasAll(stored: Fields, selection: ObjectSelection): boolean {
  return selection.fields.every((field) => {
    if (field.kind === 'typename') return true;
    const found = stored[field.description.name];
    if (found === undefined || !('items' in found)) return found !== undefined;
    return [...field.below.values()].every((below) => found.items.every((item) => hasAll(item, below)));
  });
}

/** The stored answer of a row where it fits; elsewhere the place of the function's answer. */
export function storedText(
  rendering: Rendering,
  field: ValueSelection,
  row: Row,
  { source, stored }: { readonly source: BatchSource; readonly stored: StoredAnswer },
  hole: JsonText,
): JsonText {
  const { writer } = rendering;
  const [selection] = field.below.values();
  if (selection === undefined) throw new NotCompilable(`${field.description.coordinate} is asked for nothing.`);
  const answer = newRow(rendering, stored.from);
  const object = sqlOf(objectText(rendering, selection, stored.fields, answer));
  const own = { ...answer.value(stored.from.key), sql: `t.${stored.from.key}` };
  const conditions = [
    equal(own, row.value(source.column ?? row.table.key)),
    `(${stored.fits.sql(
      writer.bind(() => stored.fits.value()),
      writer.visible,
    )})`,
  ];
  const table = { source: stored.from, columns: [], restriction: null };
  const found = `select ${selectedColumns(answer).join(', ')} from ${writer.from(table, 't')} where ${conditions.join(' and ')}`;
  const text = `coalesce((select ${object} from (${found}) ${answer.alias}), ${sqlOf(hole)})`;
  if (stored.noneWhen === undefined) return expression(text);
  const { sql } = row.value(stored.noneWhen.column);
  const none = `${sql} in (${stored.noneWhen.values.map(literal).join(', ')})`;
  return expression(`case when ${none} then ${nullOf(field.type)} else ${text} end`);
}

function objectText(rendering: Rendering, selection: ObjectSelection, fields: Fields, row: Row): JsonText {
  const entries = selection.fields.map((field) => [
    ...constant(`"${field.responseKey}":`),
    ...(field.kind === 'typename' ? constant(`"${selection.type.name}"`) : partText(rendering, field, fields, row)),
  ]);
  return [...constant('{'), ...joined(entries, ','), ...constant('}')];
}

function partText(
  rendering: Rendering,
  field: Extract<FieldSelection, { kind: 'field' }>,
  fields: Fields,
  row: Row,
): JsonText {
  const stored = fields[field.description.name];
  if (stored === undefined) throw new NotCompilable(`${field.description.coordinate} is not stored.`);
  if ('column' in stored) return valueText(rendering, field.type, row.value(stored.column));
  if ('items' in stored) {
    const [below] = field.below.values();
    if (below === undefined || !isListType(getNullableType(field.type))) {
      throw new NotCompilable(`${field.description.coordinate} is no list of objects.`);
    }
    const items = stored.items.map((item) => objectText(rendering, below, item, row));
    return [...constant('['), ...joined(items, ','), ...constant(']')];
  }
  if ('constant' in stored) return constant(leafJson(field, stored.constant));
  return expression(`${rendering.writer.bind(() => leafJson(field, stored.value()))}::text`);
}

/** What GraphQL shows for a value that is the same for all rows. */
function leafJson({ type, description }: ValueSelection, value: unknown): string {
  const named = getNamedType(type);
  if (!isLeafType(named)) throw new NotCompilable(`${description.coordinate} is no scalar.`);
  if (value === null) return String(type).endsWith('!') ? signs.broken : 'null';
  return JSON.stringify(named.serialize(value));
}
