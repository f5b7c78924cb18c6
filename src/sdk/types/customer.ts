import { Field, ID, ObjectType } from '../graphql';
import { CalendarDate, CountryCode, DateTime } from '../scalars';
import { column, From, FromTable, globalId, part } from '../source';
import { CustomerKindEnum, CustomerStatusEnum } from './enums';
import { Node } from './node';

/** The GraphQL type `Person`. @since 0.1.0 */
@ObjectType({ description: 'What is known of a customer as a person.' })
export class Person {
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

  @Field(() => String, { nullable: true, description: 'Sex as the registry states it: female, male, other.' })
  sex!: string | null;
}

/** The GraphQL type `Professional`. @since 0.1.0 */
@ObjectType({ description: 'What is known of a customer as a health professional.' })
export class Professional {
  @Field(() => String, { nullable: true, description: 'Credentials such as MD.' })
  credentials!: string | null;

  @Field(() => String, { nullable: true, description: 'Main specialty in words.' })
  specialty!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Main specialty as a code of the source, such as a taxonomy code.',
  })
  specialtyCode!: string | null;
}

/** The GraphQL type `Organization`. @since 0.1.0 */
@ObjectType({ description: 'What is known of a customer as an organisation.' })
export class Organization {
  @From(column('organization_name'))
  @Field(() => String, { nullable: true, description: 'Legal name.' })
  name!: string | null;
}

/** The GraphQL type `Customer`, which a plugin adds its field to. @since 0.1.0 */
@FromTable({ table: 'core.customer', key: 'id', customerColumn: 'id' })
@ObjectType({
  implements: Node,
  description: 'A person or organisation we have or want a relationship with. Plugins add one field each.',
})
export class Customer extends Node {
  @From(globalId('Customer'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field(() => CustomerKindEnum, { description: 'What the customer is.' })
  kind!: string;

  @Field(() => CustomerStatusEnum, { description: 'Whether the customer can be worked with.' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why the status is as it is, as the source says.' })
  statusReason!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Since when the status holds.' })
  statusSince!: string | null;

  @Field({ description: 'Name to show.' })
  displayName!: string;

  @From(part({ presentWhen: { column: 'kind', values: ['professional', 'consumer', 'stakeholder'] } }))
  @Field(() => Person, { nullable: true, description: 'The person; null for organisations.' })
  person!: Person | null;

  @From(part({ presentWhen: { column: 'kind', values: ['professional'] } }))
  @Field(() => Professional, {
    nullable: true,
    description: 'The profession; null unless the customer is a professional.',
  })
  professional!: Professional | null;

  @From(part({ presentWhen: { column: 'organization_name' } }))
  @Field(() => Organization, { nullable: true, description: 'The organisation; null for persons.' })
  organization!: Organization | null;

  @Field(() => String, { nullable: true, description: 'Segment the customer is in.' })
  segment!: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country the customer works or lives in.' })
  country!: string | null;

  @Field(() => DateTime, { description: 'When the customer was first recorded.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the master data last changed.' })
  updatedAt!: Date;
}
