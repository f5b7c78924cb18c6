import DataLoader from 'dataloader';
import { type ListSource, RapportError, type TableSource } from '../../sdk';
import { groupByKey } from '../../shared/batch-by-key';
import { tableNamed } from '../catalogue/catalogue';
import type { ParentKey } from '../sql/parents';
import { sliceStatement } from '../sql/related-rows';
import { added } from '../sql/select-list';
import { type Call, type Engine, runStatement, type SourceResolver } from './engine';
import { loaderScope, shared } from './loader-scope';
import { noteReads } from './note-reads';
import { cacheKey, type ParentReader, parentReader } from './parent-key';
import type { Entity, Row } from './rows';

/** All rows that belong to each row above, in one statement for all of them. */
export function listResolver(
  engine: Engine,
  coordinate: string,
  source: ListSource,
  above: TableSource | null,
): SourceResolver {
  const reader = parentReader(engine, source, above);
  return (parent, _args, call) => {
    const key = reader?.keyOf(parent) ?? null;
    if (reader === null || key === null) return [];
    const make = (): Loader => listLoader(engine, call, coordinate, source, reader);
    return shared(loaderScope(call.context, call.info), `list ${coordinate}`, make).load(key);
  };
}

type Loader = DataLoader<ParentKey, readonly Entity[], string>;

function listLoader(
  engine: Engine,
  { context }: Call,
  coordinate: string,
  source: ListSource,
  { link }: ParentReader,
): Loader {
  const table = tableNamed(engine.catalogue, source.type);
  const make = engine.entityMaker(source.type);
  const relation = { table, link, where: source.where ?? null, ordering: { terms: source.orderBy }, filters: [] };
  // One more than allowed, so that a list that is cut is noticed.
  const slice = { reading: 'forward', size: source.limit + 1, after: null, before: null } as const;
  const load = async (keys: readonly ParentKey[]): Promise<readonly (readonly Entity[] | Error)[]> => {
    const rows = await runStatement(engine, context, (builder) => sliceStatement(builder, relation, slice, keys));
    noteReads(context, table.source, rows);
    return byParent(keys, rows).map((group) =>
      group.length > source.limit ? tooLong(coordinate, source.limit) : group.map(make),
    );
  };
  return new DataLoader(load, { cacheKeyFn: cacheKey });
}

/** Rows by the number of their parent. A statement per parent keeps its order, because each parent is read by a loop of its own. */
export function byParent(keys: readonly unknown[], rows: readonly Row[]): readonly (readonly Row[])[] {
  const numbers = keys.map((_, index) => index + 1);
  return groupByKey(numbers, rows, (row) => row[added.parent] as number);
}

function tooLong(coordinate: string, limit: number): RapportError {
  return new RapportError('INTERNAL', `${coordinate} holds more than the ${limit} items that such a list may have.`);
}
