import { CustomerReferenceInput } from '../customers';
import { maximumRecords } from '../review';
import { CalendarDate, DateTime, DirectionEnum, Field, InputType, Int, JsonObject } from '../sdk';

@InputType({ description: 'One contact to record.' })
export class InteractionInput {
  @Field({ description: 'Key of the contact in its system; the same key again corrects it.' })
  sourceKey!: string;

  @Field({ description: 'Id of the interaction type, such as rep.visit_held.' })
  type!: string;

  @Field(() => CustomerReferenceInput, { description: 'The customer.' })
  customer!: CustomerReferenceInput;

  @Field(() => DateTime, { nullable: true, description: 'When it happened; this or occurredOn.' })
  occurredAt?: Date | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day it happened, when the time is not known: kept as noon UTC and marked imprecise.',
  })
  occurredOn?: string | null;

  @Field(() => DirectionEnum, {
    nullable: true,
    description: 'Who turned to whom; absent: as the interaction type declares.',
  })
  direction?: 'in' | 'out' | 'mutual' | null;

  @Field(() => String, { nullable: true, description: 'Code of the brand it was about.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the team member who took part.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the approved content that was used.' })
  content?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many like contacts it stands for; absent: 1.' })
  count?: number | null;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Details, in the shape that the interaction type’s schema fixes; absent: none.',
  })
  details?: Record<string, unknown> | null;
}

@InputType({ description: 'Contacts to record.' })
export class RecordInteractionsInput {
  @Field({ description: 'System the contacts come from.' })
  source!: string;

  @Field(() => [InteractionInput], { description: `The contacts, 1 to ${maximumRecords}; more is an error.` })
  items!: InteractionInput[];
}
