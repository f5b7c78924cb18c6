import type { SelectedField, Statement } from '../sdk';
import { bind, countGroups, orderOf } from './metrics.sql';
import type { MetricsQuestion } from './metrics-question';

/** A row's field: the dimension or measure without which it is constant, and its JSON text over `g`; null is left to JavaScript. */
interface WrittenField {
  readonly of: string;
  readonly sql: string | null;
  readonly otherwise?: string;
}

/** A text in quotes, but for its control characters: `to_json` takes five times as long, and hardly any text has one. */
const text = (column: string): string => String.raw`'"' || replace(replace(g.${column}, '\', '\\'), '"', '\"') || '"'`;
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

/** Makes JSON of a text that the database has written, in which control characters stand as they are. */
export const withControlsEscaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u001f]/g, (control) => JSON.stringify(control).slice(1, -1));

/** `state` of what was read, null where nobody can tell; `text` of the rows, null when it is the known one or there are too many. */
export interface MetricsTextRow {
  readonly state: string | null;
  readonly text: string | null;
}

/** What a text is made of, if somebody can tell whether that has changed. */
const unknownState = 'null::text';
/**
 * Between two versions changes of groups are only ever more, so that their number says which there are; not to whoever sees
 * changes of an own transaction that others do not see.
 */
const stateOfGroups = `case when pg_current_xact_id_if_assigned() is null then
    (select version from core.contact_group_version) || ' ' || (select count(*) from core.contact_group_change) end`;

/**
 * One {@link MetricsTextRow}: the JSON objects of at most `mostRows` rows with commas between. One more value is to be added: the
 * state in which the text is known, or null. Names that the client chose are bound, so that the text is one of few. For measures
 * of contacts; null where a field needs JavaScript.
 */
export function metricsTextStatement(
  question: MetricsQuestion,
  measures: readonly string[],
  fields: readonly SelectedField[],
  mostRows: number,
): Required<Pick<Statement, 'text' | 'values'>> | null {
  const pieces = piecesOf(fields, new Set([...question.dimensions, ...measures]));
  if (pieces === null) return null;
  const { groups, values, madeOf } = countGroups(question, measures);
  const object = pieces
    .map((piece) => ('sql' in piece ? piece.sql : `${bind(values, piece.constant)}::text`))
    .join(' || ');
  const order = orderOf(question);
  const limit = `${bind(values, mostRows + 1)}::bigint`;
  return {
    text: `with s as materialized (select ${madeOf === 'groups' ? stateOfGroups : unknownState} as state), ${groups}
      select s.state, case when s.state = $${values.length + 1}::text then null else (select case when count(*) < ${limit} then coalesce(string_agg(o.object, ','), '') end
        from (select ${object} as object from g ${order.length === 0 ? '' : `order by ${order.join(', ')}`} limit ${limit}) o
      ) end as text
      from s`,
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
