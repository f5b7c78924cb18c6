import { ArgsType, connection, connectionType, Field, type FieldContribution, PageArgs } from '../sdk';
import { Need, NeedKindEnum } from './need';

const NeedConnection = connectionType('Need', () => Need);

@ArgsType()
class NeedsArgs extends PageArgs {
  @Field(() => [NeedKindEnum], { nullable: true, description: 'Only these kinds.' })
  kinds?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only open ones. False: only answered ones. Absent: both.',
  })
  open?: boolean;
}

export const needFields: readonly FieldContribution[] = [
  {
    on: 'Customer',
    name: 'needs',
    description: 'What the customer asked for or needs, latest first.',
    type: () => NeedConnection,
    args: NeedsArgs,
    source: connection({
      type: 'Need',
      column: 'id',
      key: 'customer_id',
      where: 't.withdrawn_at is null',
      orderings: {
        LATEST_FIRST: {
          terms: [
            { sql: 't.raised_at', type: 'timestamptz', direction: 'desc' },
            { sql: 't.id', type: 'uuid', direction: 'desc' },
          ],
        },
      },
      filters: {
        kinds: { sql: (parameter) => `t.kind = any(${parameter}::text[])` },
        open: { sql: (parameter) => `(t.answered_at is null) = ${parameter}::boolean` },
      },
    }),
  },
];
