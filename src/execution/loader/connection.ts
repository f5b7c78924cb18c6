import DataLoader from 'dataloader';
import type { ConnectionSource, TableSource } from '../../sdk';
import { alignByKey } from '../../shared/batch-by-key';
import { tableNamed } from '../catalogue/catalogue';
import type { ParentKey } from '../sql/parents';
import { countStatement, type Relation, sliceStatement } from '../sql/related-rows';
import { added } from '../sql/select-list';
import { boundFilters } from './bound-filters';
import { type Call, type Engine, runStatement, type SourceResolver } from './engine';
import { byParent } from './list';
import { loaderScope, shared } from './loader-scope';
import { noteReads } from './note-reads';
import { emptyPage, type Page, pageOf } from './page';
import { type PageWindow, readWindow } from './page-window';
import { cacheKey, noParent, type ParentReader, parentReader } from './parent-key';
import { rowOf } from './rows';

/** Everything that is the same for all parents of a connection with the same arguments. */
interface Query {
  readonly engine: Engine;
  readonly call: Call;
  /** Name field and arguments: pages, and counts, of the same name share a statement. */
  readonly pageName: string;
  readonly countName: string;
  readonly type: string;
  readonly relation: Relation;
  readonly window: PageWindow;
}

/**
 * A connection resolves at once to an object whose parts load when they are selected: pages of all parents in one
 * statement, counts of all parents in another, and neither when nobody asks.
 */
export function connectionResolver(
  engine: Engine,
  coordinate: string,
  source: ConnectionSource,
  above: TableSource | null,
): SourceResolver {
  const table = tableNamed(engine.catalogue, source.type);
  const reader = parentReader(engine, source, above);
  return (parent, args, call) => {
    const window = readWindow(coordinate, source, args);
    const filters = boundFilters(source, args);
    const { ordering } = window;
    const relation = { table, link: reader?.link ?? null, where: source.where ?? null, ordering, filters };
    const { first, last, after, before, ...others } = args;
    const countName = `count ${coordinate} ${JSON.stringify(others)}`;
    const pageName = `page ${countName} ${JSON.stringify([first, last, after, before])}`;
    const query = { engine, call, pageName, countName, type: source.type, relation, window };
    return connectionObject(query, reader, parent);
  };
}

/** graphql-js calls properties that are functions: nothing is loaded for a part that is not selected. */
function connectionObject(query: Query, reader: ParentReader | null, parent: unknown): object {
  const key = reader === null ? noParent : reader.keyOf(parent);
  if (key === null) return { ...emptyPage(), totalCount: 0 };
  const page = (): Promise<Page> => pages(query).load(key);
  return {
    edges: async () => (await page()).edges,
    nodes: async () => (await page()).nodes,
    pageInfo: async () => (await page()).pageInfo,
    totalCount: () => counts(query).load(key),
  };
}

type ByParent<Value> = DataLoader<ParentKey, Value, string>;

function pages({ engine, call, pageName, type, relation, window }: Query): ByParent<Page> {
  const slice = { ...window, size: window.size + 1 };
  const make = engine.entityMaker(type);
  return shared(loaderScope(call.context, call.info), pageName, () => {
    const load = async (keys: readonly ParentKey[]): Promise<readonly Page[]> => {
      const rows = await runStatement(engine, call.context, (builder) =>
        sliceStatement(builder, relation, slice, keys),
      );
      const pages = byParent(keys, rows).map((group) => pageOf(group, window, make));
      // The row that tells whether there is more is shown to nobody.
      const shown = pages.flatMap(({ nodes }) => nodes.map(rowOf));
      noteReads(call.context, relation.table.source, shown);
      return pages;
    };
    return new DataLoader(load, { cacheKeyFn: cacheKey });
  });
}

function counts({ engine, call, countName, relation }: Query): ByParent<number> {
  return shared(loaderScope(call.context, call.info), countName, () => {
    const load = async (keys: readonly ParentKey[]): Promise<readonly number[]> => {
      const rows = await runStatement(engine, call.context, (builder) => countStatement(builder, relation, keys));
      const numbers = keys.map((_, index) => index + 1);
      const aligned = alignByKey(numbers, rows, (row) => row[added.parent] as number);
      return aligned.map((row) => Number(row?.[added.total] ?? 0));
    };
    return new DataLoader(load, { cacheKeyFn: cacheKey });
  });
}
