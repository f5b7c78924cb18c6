import { groupBy } from '../../shared/group-by';

/** What one team member's customers said in one month: by the member's own reports, and verified. */
export interface MonthlyPoints {
  readonly teamMemberId: number;
  /** First day of the month, `YYYY-MM-DD`. */
  readonly month: string;
  readonly selfReportedPoints: number;
  readonly selfReportedEvents: number;
  readonly verifiedPoints: number;
  /** Whose signals the self-reported points are. */
  readonly plugins: readonly string[];
}

export type SelfReportGap = 'steady' | 'widening' | 'unclear';

export interface JudgedMonth extends MonthlyPoints {
  /** Self-reported points of all points; null when there are none. */
  readonly share: number | null;
  /** The share of the earlier months together; null when they have no points. */
  readonly usualShare: number | null;
  readonly gap: SelfReportGap;
}

/** Compared with so many months before. */
export const earlierMonths = 3;
/** A share must be higher by so much to be called widening: single reports move it by less. */
export const wideningBy = 0.1;
/** Fewer self-reported events in a month say nothing. */
export const fewestEvents = 5;

/** Holds every month against the {@link earlierMonths} calendar months before it, of the same team member. */
export function judgeMonths(months: readonly MonthlyPoints[]): readonly JudgedMonth[] {
  return [...groupBy(months, ({ teamMemberId }) => teamMemberId).values()].flatMap((own) =>
    own.map((month) => {
      const since = monthsBefore(month.month, earlierMonths);
      return judge(
        month,
        own.filter((other) => other.month >= since && other.month < month.month),
      );
    }),
  );
}

/** First day of the month that lies so many months before. */
export function monthsBefore(day: string, months: number): string {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

function judge(month: MonthlyPoints, before: readonly MonthlyPoints[]): JudgedMonth {
  const total = (pick: (of: MonthlyPoints) => number) => before.reduce((sum, each) => sum + pick(each), 0);
  const share = shareOf(month.selfReportedPoints, month.verifiedPoints);
  const usual = shareOf(
    total((each) => each.selfReportedPoints),
    total((each) => each.verifiedPoints),
  );
  const said = share !== null && usual !== null && month.selfReportedEvents >= fewestEvents;
  if (!said) return { ...month, share, usualShare: usual, gap: 'unclear' };
  return { ...month, share, usualShare: usual, gap: share - usual > wideningBy ? 'widening' : 'steady' };
}

function shareOf(selfReported: number, verified: number): number | null {
  const all = selfReported + verified;
  return all === 0 ? null : selfReported / all;
}
