import { groupBy } from '../shared/group-by';
import { calendarDay, dailyFactor, type ModelDocument } from '../value';
import { dailyCapOf, type LogRow, withFactor } from './log-row';

/** The contributions of one customer, capped signal and calendar day: together they count at most the daily cap. */
export interface DayGroup {
  readonly customerId: number;
  readonly signal: string;
  readonly from: Date;
  readonly until: Date;
}

/** The day groups that rows of capped signals fall into. */
export function dayGroupsOf(rows: readonly LogRow[], model: ModelDocument): readonly DayGroup[] {
  const groups = new Map<string, DayGroup>();
  for (const row of rows) {
    if (dailyCapOf(model, row.signal) === undefined) continue;
    const { startMs, endMs } = calendarDay(row.occurredAt.getTime(), model.timeZone);
    const group = { customerId: row.customerId, signal: row.signal, from: new Date(startMs), until: new Date(endMs) };
    groups.set(groupKey(row, model), group);
  }
  return [...groups.values()];
}

/** The rows with what they count under their daily cap. Each group must be whole; rows of other signals stay as they are. */
export function applyDailyCaps<Row extends LogRow>(rows: readonly Row[], model: ModelDocument): readonly Row[] {
  const isCapped = (row: Row) => dailyCapOf(model, row.signal) !== undefined;
  const capped = rows.filter(isCapped);
  if (capped.length === 0) return rows;
  const groups = groupBy(capped, (row) => groupKey(row, model));
  const counted = [...groups.values()].flatMap((group) => {
    const cap = group[0] === undefined ? undefined : dailyCapOf(model, group[0].signal);
    const factor = cap === undefined ? 1 : dailyFactor(group, cap);
    return group.map((row) => withFactor(row, factor));
  });
  return [...rows.filter((row) => !isCapped(row)), ...counted];
}

function groupKey({ customerId, signal, occurredAt }: LogRow, model: ModelDocument): string {
  return `${customerId}/${signal}/${calendarDay(occurredAt.getTime(), model.timeZone).startMs}`;
}
