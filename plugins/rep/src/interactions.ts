import { CalendarDate, DateTime, Field, Float, From, fromDetails, Int, Interaction, ObjectType } from 'rapport/sdk';
import { RepCallTypeEnum, RepDeclineReasonEnum, RepQuestionKindEnum, RepReactionEnum } from './enums';

@ObjectType({ description: 'A brand that was spoken about in a conversation.' })
export class RepBrandDiscussion {
  @Field({ description: 'Code of the brand.' })
  code!: string;

  @Field(() => RepReactionEnum, {
    nullable: true,
    description: 'How the customer took it; null when nothing was noted.',
  })
  reaction!: string | null;
}

@ObjectType({ description: 'Samples of one product.' })
export class RepSampleLine {
  @Field({ description: 'Code of the product.' })
  product!: string;

  @Field(() => Int, { description: 'How many packs.' })
  quantity!: number;
}

@ObjectType({ implements: Interaction, description: 'A conversation that took place, in person or remotely.' })
export class RepVisit extends Interaction {
  @Field(() => RepCallTypeEnum, { description: 'In which form they talked.' })
  callType!: string;

  @Field(() => Float, { nullable: true, description: 'How long it took, in minutes; null when unknown.' })
  minutes!: number | null;

  @Field(() => [String], { nullable: true, description: 'What was talked about.' })
  topics!: string[] | null;

  @Field(() => [RepBrandDiscussion], { nullable: true, description: 'Brands talked about, besides the main one.' })
  brands!: RepBrandDiscussion[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of the materials shown.' })
  materials!: string[] | null;

  @Field(() => [RepSampleLine], { nullable: true, description: 'Samples left with the customer.' })
  samplesLeft!: RepSampleLine[] | null;

  @Field(() => String, { nullable: true, description: 'Where it took place.' })
  location!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people took part on the customer’s side.' })
  attendees!: number | null;
}

@ObjectType({ implements: Interaction, description: 'A plan to visit or call the customer. Earns nothing by itself.' })
export class RepPlannedVisit extends Interaction {
  @Field(() => CalendarDate, { description: 'Day it is planned for.' })
  plannedDay!: string;

  @Field(() => DateTime, { nullable: true, description: 'Time it is planned for; null when only the day is fixed.' })
  plannedTime!: string | null;

  @From(fromDetails('callType'))
  @Field(() => RepCallTypeEnum, { nullable: true, description: 'In which form they mean to talk.' })
  plannedCallType!: string | null;

  @Field(() => String, { nullable: true, description: 'What the conversation is for.' })
  objective!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A visit that the customer declined.' })
export class RepDeclinedVisit extends Interaction {
  @From(fromDetails('reason'))
  @Field(() => RepDeclineReasonEnum, { nullable: true, description: 'Why; null when not noted.' })
  declineReason!: string | null;

  @Field(() => String, { nullable: true, description: 'What the representative noted.' })
  note!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A question the customer asked a representative.' })
export class RepQuestion extends Interaction {
  @Field({ description: 'The question.' })
  question!: string;

  @From(fromDetails('kind'))
  @Field(() => RepQuestionKindEnum, { description: 'What it was about.' })
  questionKind!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was answered on the spot; null when not noted.' })
  answered!: boolean | null;
}

@ObjectType({ implements: Interaction, description: 'Samples the customer asked for.' })
export class RepSampleRequest extends Interaction {
  @Field({ description: 'Code of the product.' })
  product!: string;

  @Field(() => Int, { description: 'How many packs.' })
  quantity!: number;
}

@ObjectType({ implements: Interaction, description: 'Samples left with the customer.' })
export class RepSampleDelivery extends Interaction {
  @Field({ description: 'Code of the product.' })
  product!: string;

  @Field(() => Int, { description: 'How many packs.' })
  quantity!: number;

  @Field(() => String, { nullable: true, description: 'Lot number.' })
  lot!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the customer signed for them; null when not noted.' })
  receiptSigned!: boolean | null;
}

@ObjectType({
  implements: Interaction,
  description: 'A material shown to the customer; `content` names it when it is registered.',
})
export class RepMaterial extends Interaction {
  @Field(() => String, { nullable: true, description: 'Title of what was shown.' })
  title!: string | null;

  @Field(() => Float, { nullable: true, description: 'How long it was shown, in seconds.' })
  seconds!: number | null;
}
