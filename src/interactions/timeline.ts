import {
  ArgsType,
  type ConnectionSource,
  connection,
  connectionType,
  Field,
  type FieldContribution,
  Interaction,
  PageArgs,
  registerEnumType,
} from '../sdk';
import { InteractionFilter } from './interaction-filter';
import { interactionFilters, timelineFilters } from './interaction-filter.sql';
import { TimeRange } from './time-range';

const InteractionConnection = connectionType('Interaction', () => Interaction);

const InteractionOrderEnum = { LATEST_FIRST: 'LATEST_FIRST', EARLIEST_FIRST: 'EARLIEST_FIRST' } as const;
registerEnumType(InteractionOrderEnum, {
  name: 'InteractionOrder',
  description: 'Orders of a list of contacts.',
  valuesConfig: {
    LATEST_FIRST: { description: 'By when it happened, latest first.' },
    EARLIEST_FIRST: { description: 'By when it happened, earliest first.' },
  },
});

@ArgsType()
class TimelineArgs extends PageArgs {
  @Field(() => [String], { nullable: true, description: 'Only these channels, such as rep.' })
  channels?: string[];

  @Field(() => [String], { nullable: true, description: 'Only these interaction types, such as rep.visit_held.' })
  types?: string[];

  @Field(() => TimeRange, { nullable: true, description: 'Only contacts of this stretch of time.' })
  between?: TimeRange;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only contacts that a rule filtered. False: only those that count. Absent: both.',
  })
  filtered?: boolean;

  @Field(() => InteractionOrderEnum, {
    defaultValue: InteractionOrderEnum.LATEST_FIRST,
    description: 'In which order.',
  })
  orderBy?: string;
}

@ArgsType()
class InteractionsArgs extends PageArgs {
  @Field(() => InteractionFilter, { nullable: true, description: 'Which contacts; absent: all you may see.' })
  filter?: InteractionFilter;

  @Field(() => InteractionOrderEnum, {
    defaultValue: InteractionOrderEnum.LATEST_FIRST,
    description: 'In which order.',
  })
  orderBy?: string;
}

const byTime = (direction: 'asc' | 'desc'): ConnectionSource['orderings'][string] => ({
  terms: [
    { sql: 't.occurred_at', type: 'timestamptz', direction },
    { sql: 't.id', type: 'uuid', direction },
  ],
});

const orderings = { LATEST_FIRST: byTime('desc'), EARLIEST_FIRST: byTime('asc') };
const where = 't.retracted_at is null';

export const interactionLists: readonly FieldContribution[] = [
  {
    on: 'Customer',
    name: 'timeline',
    description: 'All contacts with the customer, over all channels. Filtered ones are marked by filteredReason.',
    type: () => InteractionConnection,
    args: TimelineArgs,
    source: connection({
      type: 'Interaction',
      column: 'id',
      key: 'customer_id',
      where,
      orderings,
      filters: timelineFilters,
    }),
  },
  {
    on: 'Query',
    name: 'interactions',
    description: 'Contacts with all customers, over all channels. Filtered ones are marked by filteredReason.',
    type: () => InteractionConnection,
    args: InteractionsArgs,
    source: connection({ type: 'Interaction', where, orderings, filters: interactionFilters }),
  },
];
