import { CalendarDate, Field, InputType } from '../sdk';

@InputType({ description: 'A stretch of days. An end that is left out is open.' })
export class DateRange {
  @Field(() => CalendarDate, { nullable: true, description: 'First day, included.' })
  from?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day, included.' })
  to?: string | null;
}
