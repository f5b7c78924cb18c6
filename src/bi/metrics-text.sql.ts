import type { SelectedField, Statement } from '../sdk';
import { bind, countGroups, orderOf } from './metrics.sql';
import type { MetricsQuestion } from './metrics-question';

/** A row's field: the dimension or measure without which it is constant, and its JSON text over `g`; null is left to JavaScript. */
interface WrittenField {
  readonly of: string;
  readonly sql: string | null;
  readonly otherwise?: string;
}

const text = (column: string): string => `to_json(g.${column})::text`;
const orNull = (sql: string): string => `coalesce(${sql}, 'null')`;

const writtenFields: Readonly<Record<string, WrittenField>> = {
  period: { of: 'PERIOD', sql: orNull(`'"' || g.period || '"'`) },
  channel: { of: 'CHANNEL', sql: text('channel') },
  type: { of: 'TYPE', sql: text('type') },
  // Rows of which some are withheld are not written here.
  suppressed: { of: 'what is withheld', sql: null, otherwise: 'false' },
  segment: { of: 'SEGMENT', sql: orNull(text('segment')) },
  count: { of: 'COUNT', sql: 'g.contacts' },
  distinctCustomers: { of: 'DISTINCT_CUSTOMERS', sql: 'g.distinct_customers' },
  brand: { of: 'BRAND', sql: null },
  territory: { of: 'TERRITORY', sql: null },
  cost: { of: 'COST', sql: null },
  values: { of: 'a figure of a plugin', sql: null, otherwise: '[]' },
};

/** What a row is asked for, as constants and expressions in turn. */
type Piece = { readonly constant: string } | { readonly sql: string };

/**
 * One row: `rows`, how many there are but at most `limit`, and `text`, their JSON objects with commas between. Names that the
 * client chose are bound, so that the text is one of few. For measures of contacts; null where a field needs JavaScript.
 */
export function metricsTextStatement(
  question: MetricsQuestion,
  measures: readonly string[],
  fields: readonly SelectedField[],
  limit: number,
): Statement | null {
  const pieces = piecesOf(fields, new Set([...question.dimensions, ...measures]));
  if (pieces === null) return null;
  const { groups, values } = countGroups(question, measures);
  const object = pieces
    .map((piece) => ('sql' in piece ? piece.sql : `${bind(values, piece.constant)}::text`))
    .join(' || ');
  const order = orderOf(question);
  return {
    text: `with ${groups}
      select count(*) as rows, coalesce(string_agg(o.object, ','), '') as text
      from (select ${object} as object from g ${order.length === 0 ? '' : `order by ${order.join(', ')}`} limit ${bind(values, limit)}) o`,
    values,
  };
}

function piecesOf(fields: readonly SelectedField[], asked: ReadonlySet<string>): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let constant = '{';
  for (const [index, { name, responseKey }] of fields.entries()) {
    constant += `${index === 0 ? '' : ','}"${responseKey}":`;
    const field = writtenFields[name];
    if (name === '__typename') constant += '"InteractionMetricsRow"';
    else if (field === undefined) return null;
    else if (!asked.has(field.of)) constant += field.otherwise ?? 'null';
    else if (field.sql === null) return null;
    else {
      pieces.push({ constant }, { sql: field.sql });
      constant = '';
    }
  }
  return [...pieces, { constant: `${constant}}` }];
}
