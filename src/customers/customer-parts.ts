import { CountryCode, column, DateTime, Field, From, FromTable, ObjectType, registerEnumType } from '../sdk';

export const NameUseEnum = { FORMER: 'former', PROFESSIONAL: 'professional', OTHER: 'other' } as const;
registerEnumType(NameUseEnum, {
  name: 'NameUse',
  description: 'What a further name is for.',
  valuesConfig: {
    FORMER: { description: 'Borne earlier.' },
    PROFESSIONAL: { description: 'Borne at work.' },
    OTHER: { description: 'Any other.' },
  },
});

export const ContactPointKindEnum = { PHONE: 'phone', FAX: 'fax', EMAIL: 'email', URL: 'url' } as const;
registerEnumType(ContactPointKindEnum, {
  name: 'ContactPointKind',
  description: 'How a contact point is used technically.',
  valuesConfig: {
    PHONE: { description: 'A telephone number.' },
    FAX: { description: 'A fax number.' },
    EMAIL: { description: 'An electronic mail address.' },
    URL: { description: 'A web address.' },
  },
});

export const AddressUseEnum = { PRACTICE: 'practice', MAILING: 'mailing', HOME: 'home' } as const;
registerEnumType(AddressUseEnum, {
  name: 'AddressUse',
  description: 'What an address is for.',
  valuesConfig: {
    PRACTICE: { description: 'Where the customer works.' },
    MAILING: { description: 'Where letters go.' },
    HOME: { description: 'Where the customer lives.' },
  },
});

const sourceDescription = 'System that said so.';

@FromTable({ table: 'core.customer_identifier', key: 'value', customerColumn: 'customer_id', keyType: 'text' })
@ObjectType({ description: 'A number or code by which some system knows the customer.' })
export class CustomerIdentifier {
  @Field({ description: 'System of the identifier, such as us-npi.' })
  system!: string;

  @Field({ description: 'The identifier itself.' })
  value!: string;

  @Field(() => DateTime, { description: 'When we learned of it.' })
  recordedAt!: Date;
}

@FromTable({ table: 'core.customer_other_name', key: 'ordinal', customerColumn: 'customer_id', keyType: 'bigint' })
@ObjectType({ description: 'A further name of the customer.' })
export class OtherName {
  @From(column('name_use'))
  @Field(() => NameUseEnum, { description: 'What the name is for.' })
  use!: string;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  givenName!: string | null;

  @Field(() => String, { nullable: true, description: 'Middle name or initial.' })
  middleName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  familyName!: string | null;

  @From(column('name_prefix'))
  @Field(() => String, { nullable: true, description: 'Title before the name.' })
  prefix!: string | null;

  @From(column('name_suffix'))
  @Field(() => String, { nullable: true, description: 'Addition after the name.' })
  suffix!: string | null;

  @Field(() => String, { nullable: true, description: 'Credentials such as MD.' })
  credentials!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the organisation.' })
  organizationName!: string | null;

  @Field({ description: sourceDescription })
  source!: string;
}

@FromTable({ table: 'core.contact_point', key: 'ordinal', customerColumn: 'customer_id', keyType: 'bigint' })
@ObjectType({ description: 'A number or address at which the customer can be reached.' })
export class ContactPoint {
  @Field(() => ContactPointKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field({ description: 'The number or address.' })
  value!: string;

  @From(column('point_use'))
  @Field(() => String, { nullable: true, description: 'What it is for, in the words of the source.' })
  use!: string | null;

  @Field({ description: sourceDescription })
  source!: string;
}

@FromTable({ table: 'core.address', key: 'ordinal', customerColumn: 'customer_id', keyType: 'bigint' })
@ObjectType({ description: 'A postal address.' })
export class Address {
  @From(column('address_use'))
  @Field(() => AddressUseEnum, { description: 'What the address is for.' })
  use!: string;

  @Field(() => [String], { description: 'Street and further lines.' })
  lines!: string[];

  @Field(() => String, { nullable: true, description: 'Place.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, county or canton.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode!: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country!: string | null;

  @Field({ description: sourceDescription })
  source!: string;
}

@FromTable({ table: 'core.customer_licence', key: 'ordinal', customerColumn: 'customer_id', keyType: 'bigint' })
@ObjectType({ description: 'A licence to practise.' })
export class Licence {
  @Field({ description: 'Number of the licence.' })
  number!: string;

  @Field(() => String, { nullable: true, description: 'State or country that gave it.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'Specialty it is for, as a code of the source.' })
  specialtyCode!: string | null;

  @Field({ description: sourceDescription })
  source!: string;
}

@FromTable({ table: 'core.channel_closure', key: 'channel', customerColumn: 'customer_id', keyType: 'text' })
@ObjectType({ description: 'A channel through which the customer does not want to be contacted.' })
export class ChannelClosure {
  @Field({ description: 'Id of the channel, such as email.' })
  channel!: string;

  @Field(() => DateTime, { description: 'When the customer closed it.' })
  closedAt!: Date;

  @Field({ description: 'What the customer did or said.' })
  reason!: string;
}
