import type { BatchSource } from '../../../sdk';
import { whyNotCompletable } from '../../complete';
import type { ValueSelection } from '../operation';
import type { Hole } from '../plan/compiled-plan';
import { constant, expression, holeSign, type JsonText } from './json-text';
import { leafKey } from './leaf';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import type { Row } from './row';
import { storedOf, storedText } from './stored';
import { orNull } from './value';

/** The place of a field that JavaScript answers, with the key of the row; no place where the key is null. */
export function holeText(rendering: Rendering, field: ValueSelection, row: Row, source: BatchSource): JsonText {
  const key = row.value(source.column ?? row.table.key);
  const { index } = newHole(rendering, field);
  const sql = `${holeSign} || '${index}:' || ${leafKey(key)} || ${holeSign}`;
  const hole = orNull(field.type, { sql, notNull: key.notNull });
  const stored = storedOf(rendering, field, source);
  return stored === null ? hole : storedText(rendering, field, row, { source, stored }, hole);
}

/** The same for a field of Query, which has no row: one key without meaning. */
export function rootHoleText(rendering: Rendering, field: ValueSelection): JsonText {
  const { index } = newHole(rendering, field);
  return [...expression(holeSign), ...constant(`${index}:""`), ...expression(holeSign)];
}

function newHole({ writer }: Rendering, field: ValueSelection): Hole {
  const reason = whyNotCompletable(field);
  if (reason !== null) throw new NotCompilable(reason);
  return writer.hole(field);
}
