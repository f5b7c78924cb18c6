import { type TypeDescription, typeNamed } from '../../catalogue/catalogue';
import type { FieldSelection, ObjectSelection } from '../operation';
import { withFigures } from './figures';
import { constant, expression, type JsonText, joined, literal, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import type { Below, Rendering } from './rendering';
import type { Row } from './row';

type RowTypes = NonNullable<TypeDescription['rowTypes']>;

/** The object of a row; for an interface of the type that the row tells. */
export function entityText(rendering: Rendering, typeName: string, below: Below, row: Row): JsonText {
  const { rowTypes } = typeNamed(rendering.catalogue, typeName);
  if (rowTypes !== null) return interfaceText(rendering, rowTypes, below, row);
  return objectText(rendering, selectionFor(below, typeName), row);
}

/** An object of one type. */
export function objectText(rendering: Rendering, selection: ObjectSelection, row: Row): JsonText {
  const typename = constant(selection.type.name);
  return withFigures(rendering, selection.fields, { ...row, figures: null }, (named) =>
    braced(
      joined(
        selection.fields.map((field) => entryText(rendering, field, named, typename)),
        ',',
      ),
    ),
  );
}

function selectionFor(below: Below, typeName: string): ObjectSelection {
  const selection = below.get(typeName);
  if (selection === undefined) throw new NotCompilable(`Objects of ${typeName} are not asked for.`);
  return selection;
}

const braced = (fields: JsonText): JsonText => [...constant('{'), ...fields, ...constant('}')];

function entryText(rendering: Rendering, field: FieldSelection, row: Row, typename: JsonText): JsonText {
  rendering.writer.count();
  const value =
    field.kind === 'typename' ? [...constant('"'), ...typename, ...constant('"')] : rendering.field(field, row);
  return [...constant(`"${field.responseKey}":`), ...value];
}

/** Types that are asked for the same, with the values of the type column that mean them. */
interface Arm {
  readonly values: readonly string[];
  readonly fields: readonly FieldSelection[];
}

/** Fields that all types begin or end with are written once; what lies between depends on the row's type. */
function interfaceText(rendering: Rendering, rowTypes: RowTypes, below: Below, row: Row): JsonText {
  const typename = typenameText(rowTypes, row);
  const entry = (field: FieldSelection): JsonText => entryText(rendering, field, row, typename);
  const [first, ...others] = armsOf(rowTypes, below);
  if (first === undefined || others.length === 0) return braced(joined((first?.fields ?? []).map(entry), ','));
  const arms = [first, ...others];
  const head = sharedLength(arms.map(({ fields }) => fields));
  const rests = arms.map(({ fields }) => fields.slice(head));
  const tail = sharedLength(rests.map((fields) => fields.toReversed()));
  const place = head > 0 ? 'after' : tail > 0 ? 'before' : 'alone';
  const middles = rests.map((fields) => sqlOf(separators[place](fields.slice(0, fields.length - tail).map(entry))));
  const last = first.fields.slice(first.fields.length - tail).map(entry);
  return braced([
    ...joined(first.fields.slice(0, head).map(entry), ','),
    ...expression(caseOf(row.value(rowTypes.column).sql, arms, middles)),
    ...(head > 0 ? separators.after(last) : joined(last, ',')),
  ]);
}

/** Commas of entries that stand after others, before others, or alone. */
const separators = {
  after: (entries: readonly JsonText[]): JsonText => entries.flatMap((entry) => [...constant(','), ...entry]),
  before: (entries: readonly JsonText[]): JsonText => entries.flatMap((entry) => [...entry, ...constant(',')]),
  alone: (entries: readonly JsonText[]): JsonText => joined(entries, ','),
};

/** The last arm stands for the rows whose type nobody declares, and for types that are asked for the same. */
function armsOf(rowTypes: RowTypes, below: Below): readonly Arm[] {
  const otherwise = selectionFor(below, rowTypes.otherwise);
  const arms = new Map<string, { values: string[]; fields: readonly FieldSelection[] }>();
  for (const [value, typeName] of rowTypes.byValue) {
    const { signature, fields } = selectionFor(below, typeName);
    if (signature === otherwise.signature) continue;
    const arm = arms.get(signature) ?? { values: [], fields };
    arm.values.push(value);
    arms.set(signature, arm);
  }
  return [...arms.values(), { values: [], fields: otherwise.fields }];
}

/** How many fields all lists begin with. */
function sharedLength(lists: readonly (readonly FieldSelection[])[]): number {
  const [first = [], ...others] = lists;
  const differing = first.findIndex((field, index) =>
    others.some((other) => other[index]?.signature !== field.signature),
  );
  return differing === -1 ? first.length : differing;
}

function caseOf(sql: string, arms: readonly Arm[], texts: readonly string[]): string {
  const whens = arms.slice(0, -1).map(({ values }, index) => {
    const listed = values.map(literal).join(', ');
    return `when ${sql} ${values.length === 1 ? `= ${listed}` : `in (${listed})`} then ${texts[index]}`;
  });
  return `case ${whens.join(' ')} else ${texts.at(-1)} end`;
}

/** Looked up in a constant: a branch per type would be set up each time, and gone through for each row. */
function typenameText({ byValue, otherwise, column }: RowTypes, row: Row): JsonText {
  if (byValue.size === 0) return constant(otherwise);
  const names = literal(JSON.stringify(Object.fromEntries(byValue)));
  return expression(`coalesce(${names}::jsonb ->> ${row.value(column).sql}, ${literal(otherwise)})`);
}
