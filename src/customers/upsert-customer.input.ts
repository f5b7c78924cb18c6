import {
  CalendarDate,
  CountryCode,
  CustomerKindEnum,
  CustomerStatusEnum,
  Field,
  InputType,
  registerEnumType,
} from '../sdk';
import { AddressUseEnum, ContactPointKindEnum, NameUseEnum } from './customer-parts';
import { CustomerIdentifierInput } from './customer-reference';

export const SexEnum = { FEMALE: 'female', MALE: 'male', OTHER: 'other' } as const;
registerEnumType(SexEnum, {
  name: 'Sex',
  description: 'Sex as a registry states it.',
  valuesConfig: {
    FEMALE: { description: 'Female.' },
    MALE: { description: 'Male.' },
    OTHER: { description: 'Neither of the two.' },
  },
});

export const PrecedenceEnum = { REPLACE: 'replace', FILL: 'fill' } as const;
registerEnumType(PrecedenceEnum, {
  name: 'Precedence',
  description: 'What a source may do to fields that already have a value.',
  valuesConfig: {
    REPLACE: { description: 'Replace them: the source is the master of what it says.' },
    FILL: { description: 'Leave them: the source only fills what is empty.' },
  },
});

@InputType({ description: 'The name of a person.' })
export class PersonNameInput {
  @Field(() => String, { nullable: true, description: 'Given name.' })
  given?: string | null;

  @Field(() => String, { nullable: true, description: 'Middle name or initial.' })
  middle?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  family?: string | null;

  @Field(() => String, { nullable: true, description: 'Title before the name.' })
  prefix?: string | null;

  @Field(() => String, { nullable: true, description: 'Addition after the name.' })
  suffix?: string | null;

  @Field(() => String, { nullable: true, description: 'Credentials such as MD.' })
  credentials?: string | null;
}

@InputType({ description: 'A former or further name of a person or organisation.' })
export class OtherNameInput extends PersonNameInput {
  @Field(() => NameUseEnum, { description: 'What the name is for.' })
  use!: 'former' | 'professional' | 'other';

  @Field(() => String, { nullable: true, description: 'Name of the organisation.' })
  organizationName?: string | null;
}

@InputType({ description: 'A specialty, in words, as a code, or both.' })
export class SpecialtyInput {
  @Field(() => String, { nullable: true, description: 'Code of the source, such as a taxonomy code.' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: 'The specialty in words.' })
  name?: string | null;
}

@InputType({ description: 'A licence to practise.' })
export class LicenceInput {
  @Field({ description: 'Number of the licence.' })
  number!: string;

  @Field(() => String, { nullable: true, description: 'State or country that gave it.' })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Specialty it is for, as a code of the source.' })
  specialtyCode?: string | null;
}

@InputType({ description: 'A number or address at which the customer can be reached.' })
export class ContactPointInput {
  @Field(() => ContactPointKindEnum, { description: 'What it is.' })
  kind!: 'phone' | 'fax' | 'email' | 'url';

  @Field({ description: 'The number or address.' })
  value!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  use?: string | null;
}

@InputType({ description: 'A postal address.' })
export class AddressInput {
  @Field(() => AddressUseEnum, { description: 'What the address is for.' })
  use!: 'practice' | 'mailing' | 'home';

  @Field(() => [String], { description: 'Street and further lines.' })
  lines!: string[];

  @Field(() => String, { nullable: true, description: 'Place.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'State, county or canton.' })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country?: string | null;
}

@InputType({
  description:
    'Master data of a customer. Fields left out stay as they are; a list that is given replaces what the source said before.',
})
export class UpsertCustomerInput {
  @Field({ description: 'System the data come from.' })
  source!: string;

  @Field({ description: 'Key of the record in that system; the same key again corrects it.' })
  sourceKey!: string;

  @Field(() => CustomerKindEnum, { description: 'What the customer is.' })
  kind!: 'professional' | 'organization' | 'consumer' | 'stakeholder';

  @Field(() => [CustomerIdentifierInput], {
    description: 'Identifiers. When one of them is known, that customer is changed; otherwise a new one is made.',
  })
  identifiers!: CustomerIdentifierInput[];

  @Field(() => PersonNameInput, { nullable: true, description: 'Name of a person.' })
  name?: PersonNameInput | null;

  @Field(() => String, { nullable: true, description: 'Name of an organisation.' })
  organizationName?: string | null;

  @Field(() => [OtherNameInput], { nullable: true, description: 'Former and further names.' })
  otherNames?: OtherNameInput[] | null;

  @Field(() => SpecialtyInput, { nullable: true, description: 'Main specialty.' })
  specialty?: SpecialtyInput | null;

  @Field(() => SexEnum, { nullable: true, description: 'Sex as the registry states it.' })
  sex?: 'female' | 'male' | 'other' | null;

  @Field(() => [LicenceInput], { nullable: true, description: 'Licences to practise.' })
  licences?: LicenceInput[] | null;

  @Field(() => [ContactPointInput], { nullable: true, description: 'Telephone numbers, mail and web addresses.' })
  contactPoints?: ContactPointInput[] | null;

  @Field(() => [AddressInput], { nullable: true, description: 'Postal addresses.' })
  addresses?: AddressInput[] | null;

  @Field(() => String, { nullable: true, description: 'Code of the territory the customer belongs to.' })
  territory?: string | null;

  @Field(() => String, { nullable: true, description: 'Segment the customer is in.' })
  segment?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country the customer works or lives in.' })
  country?: string | null;

  @Field(() => CustomerStatusEnum, { nullable: true, description: 'Whether the customer can be worked with.' })
  status?: 'active' | 'inactive' | null;

  @Field(() => String, { nullable: true, description: 'Why the status is as it is.' })
  statusReason?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Since when the status holds.' })
  statusSince?: string | null;

  @Field(() => PrecedenceEnum, {
    nullable: true,
    description: 'What the record may do to fields that have a value; absent: REPLACE.',
  })
  precedence?: 'replace' | 'fill' | null;
}
