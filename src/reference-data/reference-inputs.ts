import { CountryCode, Field, InputType } from '../sdk';

/** What every input for reference data says first. */
@InputType({ description: 'Something that records name by a code.' })
export abstract class CodedInput {
  @Field({ defaultValue: 'api', description: 'System the record comes from.' })
  source!: string;

  @Field({ description: 'Its code: the same code again changes it.' })
  code!: string;
}

@InputType({ description: 'A brand.' })
export class UpsertBrandInput extends CodedInput {
  @Field({ description: 'Name for people.' })
  name!: string;
}

@InputType({ description: 'An area of responsibility.' })
export class UpsertTerritoryInput extends CodedInput {
  @Field({ description: 'Name for people.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Code of the larger area it is part of.' })
  parent?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country it lies in.' })
  country?: string | null;
}

@InputType({ description: 'One of our own people.' })
export class UpsertTeamMemberInput extends CodedInput {
  @Field({ description: 'Name for people.' })
  name!: string;

  @Field({ description: 'What the person does: representative, medical liaison, …' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'Code of the territory the person is responsible for.' })
  territory?: string | null;
}
