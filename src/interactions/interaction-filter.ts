import { DirectionEnum, Field, ID, InputType } from '../sdk';
import { TimeRange } from './time-range';

@InputType({ description: 'Which contacts. All that is given must hold; of a list, any value.' })
export class InteractionFilter {
  @Field(() => [ID], { nullable: true, description: 'Ids of customers.' })
  customers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Ids of channels, such as rep.' })
  channels?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Ids of interaction types, such as rep.visit_held.' })
  types?: string[] | null;

  @Field(() => [DirectionEnum], { nullable: true, description: 'Who turned to whom.' })
  directions?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of brands spoken about.' })
  brands?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of our team members.' })
  actors?: string[] | null;

  @Field(() => TimeRange, { nullable: true, description: 'When it happened.' })
  between?: TimeRange | null;

  @Field(() => String, { nullable: true, description: 'System it came from.' })
  source?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only contacts that a rule filtered. False: only those that count. Absent: both.',
  })
  filtered?: boolean | null;
}
