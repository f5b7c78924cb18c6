import { allOf } from '../../sql/select-list';
import type { FieldSelection, ObjectSelection } from '../operation';
import { constant, expression, type JsonText, joined, literal, quoted, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import type { PageQuery } from './page-query';

/** Where the page lies, as the loader tier's `page.ts` says it. */
export function pageInfoText(selection: ObjectSelection, query: PageQuery): JsonText {
  const fields = selection.fields.map((field) => [
    ...constant(`"${field.responseKey}":`),
    ...(field.kind === 'typename' ? constant(`"${selection.type.name}"`) : infoText(field, query)),
  ]);
  return [...constant('{'), ...joined(fields, ','), ...constant('}')];
}

function infoText({ description }: Extract<FieldSelection, { kind: 'field' }>, query: PageQuery): JsonText {
  const forward = query.page.reading === 'forward';
  switch (description.name) {
    case 'hasNextPage':
      return anyOf([forward ? more(query) : null, beyond(query, 'before', 'after')]);
    case 'hasPreviousPage':
      return anyOf([forward ? null : more(query), beyond(query, 'after', 'before')]);
    case 'startCursor':
      return endText(query, forward ? 'first' : 'last');
    case 'endCursor':
      return endText(query, forward ? 'last' : 'first');
    default:
      throw new NotCompilable(`${description.coordinate} is no part of a page.`);
  }
}

/** One row more than wanted was read, if there is one. */
const more = ({ size }: PageQuery): string => `count(*) > ${size()}`;

/** Whether items lie at a cursor or on the side of it that the page is not on. */
function beyond(query: PageQuery, cursor: 'after' | 'before', side: 'after' | 'before'): string | null {
  const condition = query.beside(cursor, side, 'included');
  if (condition === null) return null;
  return `exists (select from ${query.rows()} where ${allOf([...query.belongs(), condition])})`;
}

function anyOf(conditions: readonly (string | null)[]): JsonText {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? constant('false') : expression(`(${given.join(' or ')})::text`);
}

/** Cursor of the first or last row in reading order; null when the page is empty. */
function endText(query: PageQuery, which: 'first' | 'last'): JsonText {
  const kept = keptRows(query);
  const place = which === 'first' ? '1' : `(count(*)${kept})::integer`;
  const ends = `(array_agg(${termsJson(query)}${readingOrder(query)})${kept})[${place}]`;
  return expression(`coalesce(${sqlOf(quoted(encoded(ends)))}, 'null')`);
}

/** PostgreSQL sorts the rows once for all aggregates: beside items that turn the order round, the others have to say theirs. */
const readingOrder = ({ page, needs, item }: PageQuery): string =>
  page.reading === 'backward' && needs.numbers ? ` order by ${item.alias}."~n"` : '';

/** Leaves out the row that only tells that there are more. */
export const keptRows = ({ needs, item, size }: PageQuery): string =>
  needs.more ? ` filter (where ${item.alias}."~n" <= ${size()})` : '';

/** Cursor of the row. */
export const cursorText = (query: PageQuery): JsonText => quoted(encoded(termsJson(query)));

/** What a cursor holds: the name of the list and its order, then the terms of the order as text. */
function termsJson({ page, item }: PageQuery): string {
  const terms = page.ordering.terms.map(({ type }, index) => {
    const term = `${item.alias}."~${index}"`;
    return type === 'text' ? `to_json(${term})::text` : `'"' || ${term} || '"'`;
  });
  return `${literal(`[${JSON.stringify(page.list)},`)} || ${terms.join(` || ',' || `)} || ']'`;
}

const encoded = (sql: string): string => `translate(encode(convert_to(${sql}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
