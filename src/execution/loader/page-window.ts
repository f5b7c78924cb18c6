import { type ConnectionSource, defaultPageSize, maximumPageSize, type Ordering, RapportError } from '../../sdk';
import { decodeCursor } from '../../shared/keyset-cursor';
import type { Slice } from '../sql/related-rows';
import type { Arguments } from './engine';

/** Which page of a connection is asked for, checked. */
export interface PageWindow {
  readonly ordering: Ordering;
  /** Names the list and its order; part of every cursor. */
  readonly list: string;
  /** Items wanted. */
  readonly size: number;
  readonly reading: Slice['reading'];
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
}

/**
 * Reads the paging arguments.
 *
 * @throws RapportError BAD_INPUT, PAGE_TOO_LARGE, CURSOR_INVALID
 */
export function readWindow(coordinate: string, source: ConnectionSource, args: Arguments): PageWindow {
  const [defaultOrder = ''] = Object.keys(source.orderings);
  const name = String(args.orderBy ?? defaultOrder);
  const ordering = source.orderings[name];
  if (ordering === undefined) throw new RapportError('BAD_INPUT', `orderBy: there is no order ${name}.`);
  const list = `${coordinate}:${name}`;
  const types = ordering.terms.map(({ type }) => type);
  const cursor = (value: unknown): readonly string[] | null =>
    value === null || value === undefined ? null : decodeCursor(String(value), list, types);
  return { ordering, list, ...readSize(args), after: cursor(args.after), before: cursor(args.before) };
}

function readSize(args: Arguments): Pick<PageWindow, 'size' | 'reading'> {
  const first = readCount('first', args.first);
  const last = readCount('last', args.last);
  if (first !== null && last !== null) {
    throw new RapportError('BAD_INPUT', 'first and last cannot be given together. Use one of them.');
  }
  return last === null ? { size: first ?? defaultPageSize, reading: 'forward' } : { size: last, reading: 'backward' };
}

function readCount(name: string, value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) {
    throw new RapportError('BAD_INPUT', `${name} must be a whole number from 0 to ${maximumPageSize}.`);
  }
  if (count > maximumPageSize) {
    throw new RapportError('PAGE_TOO_LARGE', `${name} is ${count}; a page may hold at most ${maximumPageSize} items.`);
  }
  return count;
}
