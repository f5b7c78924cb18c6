import { maximumPageSize, RapportError } from '../../sdk';
import { decodeGlobalId, integerKey, uuidKey } from '../../shared/global-id';
import type { Catalogue, KeyColumn, NodeDescription } from '../catalogue/catalogue';
import type { KeyValues } from '../sql/keyed-rows';
import type { Call, Engine } from './engine';
import { loadByKey } from './keyed-loader';
import type { Entity } from './rows';

/**
 * The object with an opaque id; null when nothing has it or it may not be seen.
 *
 * @param type refuses ids of other types
 * @throws RapportError ID_INVALID, before anything is asked of the database
 */
export function loadNode(engine: Engine, call: Call, id: string, type?: string): Promise<Entity | null> {
  const { node, keys } = readNodeId(engine.catalogue, id, type);
  return loadByKey(engine, call, node.type, node.columns, keys);
}

/**
 * Objects in the order of their ids. An id that is not valid spoils its own place only.
 *
 * @throws RapportError PAGE_TOO_LARGE
 */
export function loadNodes(
  engine: Engine,
  call: Call,
  ids: readonly string[],
  type?: string,
): readonly (Promise<Entity | null> | Error)[] {
  checkCount(ids);
  return ids.map((id) => {
    try {
      return loadNode(engine, call, id, type);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  });
}

/** What an opaque id names. @throws RapportError ID_INVALID */
export function readNodeId(
  catalogue: Catalogue,
  id: string,
  type?: string,
): { readonly node: NodeDescription; readonly keys: KeyValues } {
  const { type: named, keys } = decodeGlobalId(id);
  const node = catalogue.nodes.get(named);
  if (node !== undefined && (type === undefined || named === type) && keys.length === node.columns.length) {
    return { node, keys: typedKeys(node, keys) };
  }
  throw new RapportError('ID_INVALID', `This is not the id of ${type === undefined ? 'anything' : `a ${type}`} here.`);
}

/** @throws RapportError PAGE_TOO_LARGE */
export function checkCount(ids: readonly string[]): void {
  if (ids.length <= maximumPageSize) return;
  throw new RapportError('PAGE_TOO_LARGE', `At most ${maximumPageSize} ids may be asked for at once.`);
}

function typedKeys({ type, columns }: NodeDescription, keys: readonly string[]): readonly (string | number)[] {
  return columns.map((column, index) => typedKey(column, keys[index] ?? '', type));
}

function typedKey(column: KeyColumn, key: string, type: string): string | number {
  if (column.type === 'bigint') return integerKey(key, type);
  return column.type === 'uuid' ? uuidKey(key, type) : key;
}
