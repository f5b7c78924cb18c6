import { type ConnectionSource, RapportError } from '../../sdk';
import type { BoundFilter } from '../sql/related-rows';
import type { Arguments } from './engine';

/** A filter whose argument is given. */
export interface GivenFilter extends BoundFilter {
  readonly path: string;
}

/** Filters whose argument is given. Null and undefined mean that the caller sets no condition. */
export function boundFilters(source: ConnectionSource, args: Arguments): readonly GivenFilter[] {
  return Object.entries(source.filters).flatMap(([path, filter]) => {
    const argument = path
      .split('.')
      .reduce<unknown>((value, key) => (value as Arguments | null | undefined)?.[key], args);
    if (argument === null || argument === undefined) return [];
    refuseLongList(path, argument);
    return [{ path, sql: filter.sql, value: filter.value === undefined ? argument : filter.value(argument) }];
  });
}

/** The database compares each row with each value: thousands of values make one statement run for minutes. */
const mostFilterValues = 200;

function refuseLongList(path: string, argument: unknown): void {
  if (!Array.isArray(argument) || argument.length <= mostFilterValues) return;
  throw new RapportError('BAD_INPUT', `${path} holds ${argument.length} values; ${mostFilterValues} are allowed.`);
}
