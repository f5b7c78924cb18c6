import { ArgsType, CalendarDate, Field, InputType, RapportError, registerEnumType } from '../sdk';
import { given } from '../shared/given';
import { type DimensionId, dimensions, type Grain, measures } from './catalogue';
import type { MetricsFilter } from './metrics-question';

const described = (items: readonly { readonly id: string; readonly description: string }[]) =>
  Object.fromEntries(items.map(({ id, description }) => [id, { description }]));
const byId = (items: readonly { readonly id: string }[]): Record<string, string> =>
  Object.fromEntries(items.map(({ id }) => [id, id]));

export const MetricDimensionEnum = byId(dimensions);
registerEnumType(MetricDimensionEnum, {
  name: 'MetricDimension',
  description: 'What contact figures can be broken down by.',
  valuesConfig: described(dimensions),
});

/** The core's measures; those of the plugins join it for the schema build, each with its id as value. */
export const InteractionMeasureEnum = byId(measures);
registerEnumType(InteractionMeasureEnum, {
  name: 'InteractionMeasure',
  description: 'Figures about contacts. Plugins add their own.',
  valuesConfig: described(measures),
});

const MetricGrainEnum = { MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR', TOTAL: 'TOTAL' } as const;
registerEnumType(MetricGrainEnum, {
  name: 'MetricGrain',
  description: 'Length of a period, in UTC.',
  valuesConfig: {
    MONTH: { description: 'Calendar months.' },
    QUARTER: { description: 'Calendar quarters.' },
    YEAR: { description: 'Calendar years.' },
    TOTAL: { description: 'The whole time of the filter as one period.' },
  },
});

@InputType({ description: 'Which contacts are counted. All that is given must hold; of a list, any value.' })
export class InteractionMetricsFilter {
  @Field(() => [String], { nullable: true, description: 'Ids of channels, such as rep.' })
  channels?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Ids of interaction types, such as rep.visit_held.' })
  types?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of brands.' })
  brands?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of territories the customers belong to today.' })
  territories?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Segments the customers are in today.' })
  segments?: string[] | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day, which must be the first of a month: figures are kept by month.',
  })
  from?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day, included, which must be the last of a month.' })
  to?: string | null;
}

@ArgsType()
export class InteractionMetricsArgs {
  @Field(() => [MetricDimensionEnum], {
    description: 'What the figures are broken down by; an empty list gives one row for everything.',
  })
  dimensions!: DimensionId[];

  @Field(() => [InteractionMeasureEnum], { description: 'Which figures, at least one.' })
  measures!: string[];

  @Field(() => InteractionMetricsFilter, { nullable: true, description: 'Which contacts; absent: all you may see.' })
  filter?: InteractionMetricsFilter | null;

  @Field(() => MetricGrainEnum, {
    defaultValue: MetricGrainEnum.MONTH,
    description:
      'Length of a period. Only the dimension PERIOD has periods; without it the figures are of the whole time.',
  })
  grain!: Grain;
}

/** @throws RapportError BAD_INPUT when a day is not at the edge of its month, or the days are out of order */
export function metricsFilter(input: InteractionMetricsFilter | null | undefined): MetricsFilter {
  if (input == null) return {};
  const { from, to, ...lists } = given(input);
  if (from !== undefined && !from.endsWith('-01')) {
    throw new RapportError(
      'BAD_INPUT',
      `filter.from is ${from}; figures are kept by month, so give the first day of one.`,
    );
  }
  if (to !== undefined && !isLastOfMonth(to)) {
    throw new RapportError('BAD_INPUT', `filter.to is ${to}; figures are kept by month, so give the last day of one.`);
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new RapportError('BAD_INPUT', `filter.from, ${from}, comes after filter.to, ${to}.`);
  }
  return {
    ...lists,
    ...(from !== undefined && { fromMonth: from }),
    ...(to !== undefined && { toMonth: `${to.slice(0, 8)}01` }),
  };
}

function isLastOfMonth(day: string): boolean {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}
