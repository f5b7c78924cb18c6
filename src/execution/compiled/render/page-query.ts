import { type ConnectionSource, type Filter, RapportError } from '../../../sdk';
import { type TableDescription, tableNamed } from '../../catalogue/catalogue';
import { keysetCondition, type Side } from '../../sql/keyset';
import { allOf } from '../../sql/select-list';
import type { ObjectSelection, ValueSelection } from '../operation';
import type { BoundRequest } from '../plan/compiled-plan';
import type { PageForm, SiteValues } from '../plan/site-values';
import { linkConditions } from './link';
import { formOf, type Rendering, siteIndex } from './rendering';
import type { Row } from './row';

/** A connection with the form of its arguments. */
export interface PageQuery {
  readonly source: ConnectionSource;
  readonly table: TableDescription;
  readonly page: PageForm;
  readonly needs: PageNeeds;
  /** An item of the page, as the aggregate over the page sees it. */
  readonly item: Row;
  /** How many items are wanted. Parameters are bound when they are asked for: none may go unused. */
  readonly size: () => string;
  /** Table `t` with the joins that the order needs. */
  readonly rows: () => string;
  /** Everything that decides whether a row belongs to the list. */
  readonly belongs: () => readonly string[];
  /** Condition for the rows on one side of a cursor; null when it is not given. */
  readonly beside: (cursor: 'after' | 'before', side: Side, edge: 'included' | 'excluded') => string | null;
}

/** What has to be read for what is asked of a page. */
export interface PageNeeds {
  readonly rows: boolean;
  /** Whether there are more rows than wanted. */
  readonly more: boolean;
  /** The terms of the order as text, for cursors. */
  readonly terms: boolean;
  /** The number of each row in reading order. */
  readonly numbers: boolean;
}

export function pageQuery(
  rendering: Rendering,
  field: ValueSelection,
  source: ConnectionSource,
  row: Row | null,
  item: Row,
): PageQuery {
  const { page, filters } = formOf(rendering, field);
  if (page === null) throw new Error(`${field.description.coordinate} is no connection.`);
  const { writer } = rendering;
  const site = siteIndex(field);
  const table = tableNamed(rendering.catalogue, source.type);
  const bind = (name: string, value: (values: SiteValues) => unknown): string =>
    writer.bind((request) => value(valuesAt(request, site)), `${site} ${name}`);
  const cursor = (name: 'after' | 'before'): readonly string[] =>
    page.ordering.terms.map(
      ({ type }, index) => `${bind(`${name} ${index}`, ({ window }) => window?.[name]?.[index])}::${type}`,
    );
  return {
    ...{ source, table, page, item },
    needs: needsOf(field, page),
    size: () => `${bind('size', ({ window }) => window?.size)}::integer`,
    rows: () => [writer.from(table, 't'), page.ordering.join?.(writer.visible) ?? ''].join(' ').trimEnd(),
    belongs: () => [
      ...linkConditions(rendering, source, row),
      ...(source.where === undefined ? [] : [`(${source.where})`]),
      ...filters.map(
        (path) =>
          `(${filterSql(source, path)(
            bind(`filter ${path}`, (values) => values.filters.get(path)),
            writer.visible,
          )})`,
      ),
    ],
    beside: (name, side, edge) => (page[name] ? keysetCondition(page.ordering.terms, cursor(name), side, edge) : null),
  };
}

/** Condition for the rows between the cursors. */
export const between = ({ belongs, beside }: PageQuery): string =>
  allOf([...belongs(), beside('after', 'after', 'excluded'), beside('before', 'before', 'excluded')]);

function valuesAt({ sites }: BoundRequest, index: number): SiteValues {
  const values = sites[index];
  if (values === undefined) throw new Error(`The request has no arguments number ${index}.`);
  return values;
}

function filterSql({ filters }: ConnectionSource, path: string): Filter['sql'] {
  const filter = filters[path];
  if (filter === undefined) throw new RapportError('INTERNAL', `There is no filter ${path}.`);
  return filter.sql;
}

function needsOf(field: ValueSelection, { reading }: PageForm): PageNeeds {
  const [selection] = field.below.values();
  const parts = selection === undefined ? [] : valueFields(selection);
  const asked = (part: string): readonly string[] =>
    parts
      .filter(({ description }) => description.name === part)
      .flatMap(({ below }) => [...below.values()].flatMap(valueFields))
      .map(({ description }) => description.name);
  const info = asked('pageInfo');
  const items = parts.some(({ description }) => description.name === 'nodes' || description.name === 'edges');
  const more = info.includes(reading === 'forward' ? 'hasNextPage' : 'hasPreviousPage');
  const ends = info.includes('startCursor') || info.includes('endCursor');
  return {
    rows: items || more || ends,
    more,
    terms: ends || asked('edges').includes('cursor'),
    numbers: more || (items && reading === 'backward'),
  };
}

const valueFields = ({ fields }: ObjectSelection): readonly ValueSelection[] =>
  fields.filter((field) => field.kind === 'field');
