import { groupBy } from '../shared/group-by';
import { decayedAmount } from './buckets';
import { calendarDay } from './calendar-day';
import { dailyFactor } from './caps';
import type { Assessed } from './leave-out';
import type { ValueLine } from './line';
import { ofSignal } from './lines';
import type { CountedContribution } from './log-evidence';
import type { ModelDocument } from './model/document';

/** A line of engagement or reciprocity with the contribution it comes from. */
export type EventLine<Row extends CountedContribution> = ValueLine & { readonly row: Row };

/**
 * What each contribution of the log brings to engagement and reciprocity.
 *
 * @param rows those the evidence was made from
 * @param all all visible rows of the customer, with which daily caps are shared
 */
export function eventLines<Row extends CountedContribution>(
  assessed: Assessed,
  rows: readonly Row[],
  at: number,
  all: readonly Row[] = rows,
): readonly EventLine<Row>[] {
  const losses = new CapLosses(all, assessed.model);
  return rows.flatMap((row) => [
    ...engagementLine(assessed, row, at, losses),
    ...reciprocityLine(assessed, row, at, losses),
  ]);
}

function engagementLine<Row extends CountedContribution>(
  { assessment, model }: Assessed,
  row: Row,
  at: number,
  losses: CapLosses,
): readonly EventLine<Row>[] {
  const share = assessment.engagement.signals.find(({ signal }) => signal === row.signal);
  const halfLifeDays = model.signals[row.signal]?.halfLifeDays;
  if (share === undefined || share.rate === 0 || halfLifeDays === undefined) return [];
  const value = share.rate * decayed(row, at, halfLifeDays);
  const amount = losses.of(row, at, halfLifeDays);
  return [
    { ...common(row, model), component: 'engagement', value, removals: [{ kind: 'sum', signal: row.signal, amount }] },
  ];
}

function reciprocityLine<Row extends CountedContribution>(
  { assessment, evidence, model }: Assessed,
  row: Row,
  at: number,
  losses: CapLosses,
): readonly EventLine<Row>[] {
  const { inbound, outbound } = assessment.reciprocity;
  const sum = evidence.dialogue.get(row.signal) ?? 0;
  const ofSignal = (inbound.leaves.get(row.signal) ?? 0) + (outbound.leaves.get(row.signal) ?? 0);
  if (sum <= 0 || ofSignal === 0) return [];
  const { halfLifeDays } = model.reciprocity;
  const value = (ofSignal * decayed(row, at, halfLifeDays)) / sum;
  const amount = losses.of(row, at, halfLifeDays);
  return [
    {
      ...common(row, model),
      component: 'reciprocity',
      value,
      removals: [{ kind: 'dialogue', signal: row.signal, amount }],
    },
  ];
}

function common<Row extends CountedContribution>(row: Row, model: ModelDocument) {
  const { eventId, ordinal, signal, occurredAt } = row;
  return { ...ofSignal(signal, model), id: `${eventId}/${ordinal}`, event: { eventId, occurredAt }, row };
}

type Counted = Pick<CountedContribution, 'counted' | 'occurredAt'>;

const decayed = ({ counted, occurredAt }: Counted, at: number, halfLifeDays: number): number =>
  decayedAmount(counted, occurredAt, at, halfLifeDays);

/** What a decayed sum loses with one contribution: where a daily cap bites, the others of its day then count more. */
class CapLosses {
  readonly #days: ReadonlyMap<string, readonly CountedContribution[]>;
  readonly #model: ModelDocument;

  constructor(rows: readonly CountedContribution[], model: ModelDocument) {
    this.#model = model;
    const capped = rows.filter(({ signal }) => model.signals[signal]?.dailyCap !== undefined);
    this.#days = groupBy(capped, (row) => this.#dayOf(row));
  }

  of(row: CountedContribution, at: number, halfLifeDays: number): number {
    const own = decayed(row, at, halfLifeDays);
    const cap = this.#model.signals[row.signal]?.dailyCap;
    if (cap === undefined) return own;
    const others = (this.#days.get(this.#dayOf(row)) ?? []).filter(
      ({ eventId, ordinal }) => eventId !== row.eventId || ordinal !== row.ordinal,
    );
    const factor = dailyFactor(others, cap);
    return others.reduce((sum, other) => {
      const alone = { counted: other.amount * factor, occurredAt: other.occurredAt };
      return sum + decayed(other, at, halfLifeDays) - decayed(alone, at, halfLifeDays);
    }, own);
  }

  #dayOf({ signal, occurredAt }: CountedContribution): string {
    return `${signal}/${calendarDay(occurredAt, this.#model.timeZone).startMs}`;
  }
}
