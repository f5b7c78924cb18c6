import type { BatchSource, ReferenceSource } from '../../sdk';
import type { ValueSelection } from '../compiled/operation';
import { callBatch, rootKey } from '../loader/batch';
import type { Engine } from '../loader/engine';
import { rowsOfKeys } from '../loader/keyed-loader';
import { referenceReader } from '../loader/reference';
import type { Row } from '../loader/rows';
import type { Completer, Loading, LoadingKey } from './piece';

/** Takes the key of what is to be loaded from a row; null when it has none, and hence nothing to load. */
export type KeyReader = (row: Row) => LoadingKey | null;

/** Calls of a batch function, for all that ask for the field with the same arguments. */
export function batchLoading(
  { description: { coordinate }, site }: ValueSelection,
  source: BatchSource,
  complete: Completer,
): Loading {
  return {
    complete,
    loadFor: ({ context, sites }) => {
      const args = (site === null ? undefined : sites[site.index]?.args) ?? {};
      const call = { coordinate, source, args };
      const run = (keys: readonly LoadingKey[]) =>
        callBatch(
          call,
          context,
          keys.map(([key = rootKey]) => key),
        );
      return { name: `batch ${coordinate} ${JSON.stringify(args)}`, run };
    },
  };
}

/** @param column undefined for fields of Query, which have no row above them */
export function batchKey(column: string | undefined): KeyReader {
  if (column === undefined) return () => [rootKey];
  return (row) => {
    const key = row[column] as string | number | null | undefined;
    return key === null || key === undefined ? null : [key];
  };
}

/** Rows of another table: one statement for all of a level, as the loader tier sends it. */
export function referenceLoading(
  engine: Engine,
  source: ReferenceSource,
  complete: Completer,
): { readonly loading: Loading; readonly keyOf: KeyReader } {
  const { columns, keyOf } = referenceReader(engine, source);
  const rows = { engine, typeName: source.type, columns };
  const name = `rows ${source.type} ${columns.map((column) => column.name).join(' ')}`;
  const loadFor: Loading['loadFor'] = ({ context }) => ({ name, run: (keys) => rowsOfKeys(rows, context, keys) });
  return { loading: { loadFor, complete }, keyOf };
}
