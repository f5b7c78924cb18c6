import { CalendarDate, Field, Float, Int, Money, ObjectType, SafeInt } from 'rapport/sdk';

@ObjectType({ description: 'Payments of one nature that companies reported for the customer.' })
export class UsOpenDataNature {
  @Field({ description: 'Nature of the payments in the words of Open Payments; "Research" for research payments.' })
  nature!: string;

  @Field(() => Int, { description: 'How many published records.' })
  records!: number;

  @Field(() => Money, { description: 'What they add up to.' })
  amount!: Money;
}

@ObjectType({ description: 'A company that reported payments to the customer.' })
export class UsOpenDataPayer {
  @Field({ description: 'Name of the company as published last.' })
  name!: string;

  @Field(() => Int, { description: 'How many published records.' })
  records!: number;

  @Field(() => Money, { description: 'What they add up to.' })
  amount!: Money;
}

@ObjectType({
  description:
    'What Medicare Part D counted for a prescriber in a year, for drugs of all manufacturers: a modelled market signal, not revenue of ours.',
})
export class UsOpenDataMedicareYear {
  @Field(() => Int, { description: 'Calendar year.' })
  year!: number;

  @Field(() => Money, { description: 'Gross cost of all claims.' })
  drugCost!: Money;

  @Field(() => SafeInt, { nullable: true, description: 'Claims; null when suppressed.' })
  claims!: number | null;

  @Field(() => SafeInt, { nullable: true, description: 'Patients; null when suppressed.' })
  beneficiaries!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of brand drugs in the cost, 0 to 1; null when suppressed.',
  })
  brandCostShare!: number | null;
}

@ObjectType({ description: 'What public US data say about the customer.' })
export class UsOpenDataCustomer {
  @Field(() => Int, { description: 'Published records of payments to the customer.' })
  records!: number;

  @Field(() => Money, { nullable: true, description: 'What all of them add up to; null without any.' })
  amount!: Money | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day of the first payment; null without any.' })
  firstOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day of the last payment; null without any.' })
  lastOn!: string | null;

  @Field(() => [UsOpenDataNature], { description: 'The payments by nature, the largest sum first.' })
  natures!: readonly UsOpenDataNature[];

  @Field(() => [UsOpenDataPayer], { description: 'The companies that paid most, at most ten, the largest sum first.' })
  payers!: readonly UsOpenDataPayer[];

  @Field(() => Int, { description: 'How many companies paid.' })
  payerCount!: number;

  @Field(() => [UsOpenDataMedicareYear], { description: 'Years with Medicare Part D figures, the latest first.' })
  medicareYears!: readonly UsOpenDataMedicareYear[];
}
