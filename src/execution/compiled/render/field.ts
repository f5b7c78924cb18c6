import type { BatchSource, FieldSource, PartSource } from '../../../sdk';
import type { ValueSelection } from '../operation';
import { valueText } from './field-value';
import { figuresText } from './figures';
import { globalIdText } from './global-id';
import { holeText } from './hole';
import { expression, type JsonText, literal, sqlOf } from './json-text';
import { jsonText } from './json-value';
import { listText } from './list';
import { moneyText } from './money';
import { NotCompilable } from './not-compilable';
import { connectionText } from './page';
import { referenceText } from './reference';
import type { Rendering } from './rendering';
import type { Row } from './row';
import { nullOf } from './value';

/** The value of one field of a row. */
export function fieldText(rendering: Rendering, field: ValueSelection, row: Row): JsonText {
  const { source } = field.description;
  if (source === null) throw new NotCompilable(`${field.description.coordinate} is a property that JavaScript makes.`);
  return (writers[source.kind] as Write<FieldSource['kind']>)(rendering, field, row, source);
}

type Write<Kind extends FieldSource['kind']> = (
  rendering: Rendering,
  field: ValueSelection,
  row: Row,
  source: Extract<FieldSource, { kind: Kind }>,
) => JsonText;

const writers: { readonly [Kind in FieldSource['kind']]: Write<Kind> } = {
  column: (rendering, { type }, row, { column }) => valueText(rendering, type, row.value(column)),
  details: (rendering, { type, below }, row, { path }) => {
    const keys = path.map((key) => ` -> ${literal(key)}`).join('');
    return jsonText(rendering, type, `(${row.value('details').sql}${keys})`, below);
  },
  globalId: (_rendering, field, row, source) => globalIdText(field, row, source),
  part: (rendering, field, row, source) => partText(rendering, field, row, source),
  money: moneyText,
  reference: referenceText,
  lookup: (_rendering, { description }) => onlyRoot(description.coordinate),
  node: (_rendering, { description }) => onlyRoot(description.coordinate),
  list: listText,
  connection: connectionText,
  summary: figuresText,
  batch: (rendering, field, row, source: BatchSource) => holeText(rendering, field, row, source),
};

function onlyRoot(coordinate: string): never {
  throw new NotCompilable(`${coordinate} is no field of Query.`);
}

function partText(rendering: Rendering, field: ValueSelection, row: Row, { presentWhen }: PartSource): JsonText {
  const object = rendering.entity(field.description.type, field.below, row);
  if (presentWhen === undefined) return object;
  const { sql, notNull } = row.value(presentWhen.column);
  const listed = presentWhen.values?.map(literal).join(', ');
  if (listed === undefined && notNull) return object;
  const condition = listed === undefined ? `${sql} is not null` : `${sql}::text in (${listed})`;
  return expression(`case when ${condition} then ${sqlOf(object)} else ${nullOf(field.type)} end`);
}
