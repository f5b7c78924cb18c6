import { isNonNullType } from 'graphql';
import { isPluginFault, type PluginFault } from '../../isolation';
import type { BatchSource, ReadContext, ReferenceSource } from '../../sdk';
import type { ValueSelection } from '../compiled/operation';
import { gapToken } from '../compiled/splice/gaps';
import { callBatch, rootKey } from '../loader/batch';
import type { Engine } from '../loader/engine';
import { rowsOfKeys } from '../loader/keyed-loader';
import { referenceReader } from '../loader/reference';
import type { Row } from '../loader/rows';
import { Irregular } from './irregular';
import type { Output } from './output';
import type { Completer, Loading, LoadingKey } from './piece';
import { selectedFields } from './selected-fields';

/** Takes the key of what is to be loaded from a row; null when it has none, and hence nothing to load. */
export type KeyReader = (row: Row) => LoadingKey | null;

/** Calls of a batch function, for all that ask for the field with the same arguments. */
export function batchLoading(selection: ValueSelection, source: BatchSource, complete: Completer): Loading {
  const { coordinate } = selection.description;
  const finish = finisherOf(selection, source);
  return {
    complete: (value, output) => {
      if (value instanceof Finished) output.text += value.text;
      else if (value instanceof Gap) leaveGap(selection, value, output);
      else complete(value, output);
    },
    loadFor: ({ context, sites }) => {
      const args = (selection.site === null ? undefined : sites[selection.site.index]?.args) ?? {};
      const call = { coordinate, source, args };
      const run = async (keys: readonly LoadingKey[]) => {
        const parents = keys.map(([key = rootKey]) => key);
        const isRoot = parents.every((key) => key === rootKey);
        try {
          const text = isRoot && finish !== null ? await finish(args, context) : null;
          if (text !== null) return keys.map(() => new Finished(text));
          return await callBatch(call, context, parents);
        } catch (error) {
          if (!isPluginFault(error)) throw error;
          return keys.map(() => new Gap(error));
        }
      };
      // A finished answer is that of one selection only.
      const asked = finish === null ? '' : ` ${selection.signature}`;
      return { name: `batch ${coordinate} ${JSON.stringify(args)}${asked}`, run };
    },
  };
}

/** A plugin did not answer. */
class Gap {
  constructor(readonly fault: PluginFault) {}
}

/** Where the schema forbids null, more than the field is missing: graphql-js knows how much. */
function leaveGap({ type, description }: ValueSelection, { fault }: Gap, output: Output): void {
  if (isNonNullType(type)) throw new Irregular(`${description.coordinate} is missing: ${fault.message}`);
  output.text += gapToken(fault);
}

/** JSON text of a whole answer. */
class Finished {
  constructor(readonly text: string) {}
}

type Finisher = (args: Readonly<Record<string, unknown>>, context: ReadContext) => Promise<string | null>;

function finisherOf(selection: ValueSelection, { finished }: BatchSource): Finisher | null {
  const fields = finished === undefined ? null : selectedFields(selection);
  if (finished === undefined || fields === null) return null;
  return (args, context) => finished(fields, args, context);
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
