import {
  Brand,
  CalendarDate,
  Field,
  Float,
  From,
  Money,
  majorUnits,
  ObjectType,
  reference,
  SafeInt,
  Territory,
} from '../sdk';
import type { CostRow, CountRow, MeasureRow, MetricsKey } from './metrics.store';
import { InteractionMeasureEnum } from './metrics-args';
import { keyOf } from './suppression/decide';

@ObjectType({ description: 'A figure that a plugin declares.' })
class MetricValue {
  @Field(() => InteractionMeasureEnum, { description: 'Which figure.' })
  measure!: string;

  @Field(() => Float, { description: 'Its value, in the unit of the measure.' })
  value!: number;
}

@ObjectType({
  description: 'Figures of one combination of the dimensions asked for. Dimensions not asked for are null.',
})
export class InteractionMetricsRow {
  @Field(() => CalendarDate, { nullable: true, description: 'First day of the period.' })
  period!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the channel.' })
  channel!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the interaction type.' })
  type!: string | null;

  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { nullable: true, description: 'The brand; null also for contacts about none.' })
  brand?: Brand | null;

  @From(reference('Territory', 'territory_id'))
  @Field(() => Territory, { nullable: true, description: 'The territory; null also for customers in none.' })
  territory?: Territory | null;

  @Field(() => String, { nullable: true, description: 'The segment; null also for customers in none.' })
  segment!: string | null;

  @Field({
    description:
      'Whether the figures are withheld: so few customers are behind them, or they would tell those of other rows. They are null then, and values is empty.',
  })
  suppressed!: boolean;

  @Field(() => SafeInt, { nullable: true, description: 'Contacts; null unless asked for.' })
  count!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description:
      'Customers, each once in this row; null unless asked for. Rows do not add up: a customer may be in several.',
  })
  distinctCustomers!: number | null;

  @Field(() => [Money], {
    nullable: true,
    description:
      'Cost by the rate card, one amount per currency; empty where no contact has a rate, null unless asked for.',
  })
  cost!: Money[] | null;

  @Field(() => [MetricValue], { description: 'Figures of plugins, in the order asked for; 0 where there are none.' })
  values!: MetricValue[];
}

/** What was read, each list null when its figures were not asked for. */
export interface Figures {
  readonly counts: readonly CountRow[];
  readonly costs: readonly CostRow[] | null;
  readonly measures: { readonly ids: readonly string[]; readonly rows: readonly MeasureRow[] };
  /** Keys of rows whose figures are not shown. */
  readonly withheld: ReadonlySet<string>;
  /** Whether distinct customers were asked for; they are read to decide what is withheld, too. */
  readonly customers: 'asked for' | 'read only';
}

/** Puts the figures of one key into one row. Every cost and plugin figure belongs to a contact, so to a counted row. */
export function metricsRows({ counts, costs, measures, withheld, customers }: Figures): readonly object[] {
  const costsByKey = grouped(costs ?? []);
  const valuesByKey = grouped(measures.rows);
  const alone = costsByKey.size + valuesByKey.size === 0;
  const figuresOf = (row: CountRow): object => {
    const key = alone ? '' : keyOf(row);
    const values = new Map(valuesByKey.get(key)?.map(({ measure, value }) => [measure, Number(value)]));
    return {
      count: row.contacts ?? null,
      distinctCustomers: customers === 'asked for' ? (row.distinct_customers ?? null) : null,
      cost: costs === null ? null : (costsByKey.get(key) ?? []).map(asMoney),
      values: measures.ids.map((measure) => ({ measure, value: values.get(measure) ?? 0 })),
    };
  };
  const isWithheld = (row: CountRow): boolean => withheld.size > 0 && withheld.has(keyOf(row));
  return counts.map((row) => ({
    period: row.period ?? null,
    channel: row.channel ?? null,
    type: row.type ?? null,
    brand_id: row.brand_id ?? null,
    territory_id: row.territory_id ?? null,
    segment: row.segment ?? null,
    suppressed: isWithheld(row),
    ...(isWithheld(row) ? nothingShown : figuresOf(row)),
  }));
}

const nothingShown = { count: null, distinctCustomers: null, cost: null, values: [] };

function grouped<Row extends MetricsKey>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function asMoney({ cost_minor, currency }: CostRow): Money {
  return { minorUnits: cost_minor, currency, amount: majorUnits(cost_minor, currency) };
}
