import type { BatchSource } from '../../../sdk';
import type { ValueSelection } from '../operation';
import { constant, expression, holeSign, type JsonText } from './json-text';
import { leafKey } from './leaf';
import type { Rendering } from './rendering';
import type { Row } from './row';
import { storedOf, storedText } from './stored';
import { orNull } from './value';

/** The place of a field that JavaScript answers, with the key of the row; no place where the key is null. */
export function holeText(rendering: Rendering, field: ValueSelection, row: Row, source: BatchSource): JsonText {
  const key = row.value(source.column ?? row.table.key);
  const { index } = rendering.writer.hole(field);
  const sql = `${holeSign} || '${index}:' || ${leafKey(key)} || ${holeSign}`;
  const hole = orNull(field.type, { sql, notNull: key.notNull });
  const stored = storedOf(rendering, field, source);
  return stored === null ? hole : storedText(rendering, field, row, { source, stored }, hole);
}

/** The same for a field of Query, which has no row: one key without meaning. */
export function rootHoleText({ writer }: Rendering, field: ValueSelection): JsonText {
  const { index } = writer.hole(field);
  return [...expression(holeSign), ...constant(`${index}:""`), ...expression(holeSign)];
}
