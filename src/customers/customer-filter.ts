import { CalendarDate, CountryCode, CustomerKindEnum, CustomerStatusEnum, Field, Float, ID, InputType } from '../sdk';

@InputType({ description: 'A tie to our side. All that is given must hold of one relationship.' })
export class RelatedToInput {
  @Field(() => ID, { nullable: true, description: 'Id, not code, of the team member the relationship is with.' })
  teamMember?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id, not code, of the brand the relationship is with.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Role of the relationship.' })
  role?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day on which it must be in force; absent: any time.' })
  activeOn?: string | null;
}

@InputType({ description: 'Which customers. All that is given must hold; of a list, any value.' })
export class CustomerFilter {
  @Field(() => [CustomerKindEnum], { nullable: true, description: 'Kinds of customer.' })
  kinds?: string[] | null;

  @Field(() => [CustomerStatusEnum], { nullable: true, description: 'Statuses.' })
  statuses?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of territories.' })
  territories?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Segments.' })
  segments?: string[] | null;

  @Field(() => [CountryCode], { nullable: true, description: 'Countries.' })
  countries?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Main specialties, in words or as codes, without regard to case.',
  })
  specialties?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name shown, without regard to case; at least 2 characters.',
  })
  nameContains?: string | null;

  @Field(() => String, { nullable: true, description: 'System in which the customer has an identifier.' })
  identifierSystem?: string | null;

  @Field(() => RelatedToInput, { nullable: true, description: 'A relationship with our side.' })
  relatedTo?: RelatedToInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of brands that at least one contact with the customer was about.',
  })
  brands?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Channels of which the customer has at least one contact.' })
  channels?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Least rvi of the stored value, -100 to 100.' })
  valueAtLeast?: number | null;

  @Field(() => Float, { nullable: true, description: 'Greatest rvi of the stored value, -100 to 100.' })
  valueAtMost?: number | null;
}
