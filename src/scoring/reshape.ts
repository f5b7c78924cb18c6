import type { ModelDocument } from '../value';
import { applyDailyCaps } from './day-groups';
import { scaledInteger } from './exact-integer';
import type { LogRow } from './log-row';

/**
 * Rows of the log as a model would have written them: its half-lives, and its daily caps over whole days. Rows of signals
 * that the model does not know stay as they are. Every day of a capped signal must be complete.
 */
export function reshape<Row extends LogRow>(rows: readonly Row[], model: ModelDocument): readonly Row[] {
  const known = rows.filter(({ signal }) => model.signals[signal] !== undefined);
  const foreign = rows.filter(({ signal }) => model.signals[signal] === undefined);
  return [
    ...foreign,
    ...applyDailyCaps(
      known.map((row) => atHalfLife(row, model)),
      model,
    ),
  ];
}

function atHalfLife<Row extends LogRow>(row: Row, model: ModelDocument): Row {
  const halfLife = model.signals[row.signal]?.halfLifeDays ?? row.halfLife;
  const at = row.occurredAt.getTime();
  const mass30 = row.mass30 === 0 ? 0 : scaledInteger(1, at, halfLife).q30;
  return { ...row, halfLife, ...scaledInteger(row.amount, at, halfLife), mass30 };
}

/** Whether two forms of one row count alike. */
export function countsAlike(one: LogRow, other: LogRow): boolean {
  return (
    one.q30 === other.q30 && one.mass30 === other.mass30 && one.halfLife === other.halfLife && one.epoch === other.epoch
  );
}
