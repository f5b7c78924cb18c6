import { DateTime, Field, InputType } from '../sdk';

@InputType({ description: 'A stretch of time. An end that is left out is open.' })
export class TimeRange {
  @Field(() => DateTime, { nullable: true, description: 'First instant.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'First instant after it.' })
  to?: Date | null;
}
