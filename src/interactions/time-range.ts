import { DateTime, Field, InputType } from '../sdk';

@InputType({ description: 'A stretch of time. An end that is left out is open.' })
export class TimeRange {
  @Field(() => DateTime, { nullable: true, description: 'Its beginning, included.' })
  from?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Its end, not included: the first of the next month ends a month.',
  })
  to?: Date | null;
}
