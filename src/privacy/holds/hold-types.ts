import { DateTime, Field, ID, ObjectType, registerEnumType } from '../../sdk';

export const SubjectAreaEnum = {
  IDENTITY: 'identity',
  TIES: 'ties',
  CONTACTS: 'contacts',
  MONEY: 'money',
  NEEDS: 'needs',
  CONSENT: 'consent',
  INTAKE: 'intake',
  PLUGINS: 'plugins',
} as const;
registerEnumType(SubjectAreaEnum, {
  name: 'SubjectArea',
  description: 'A part of what is held on a person.',
  valuesConfig: {
    IDENTITY: { description: 'Names, identifiers, contact data and what else describes the person.' },
    TIES: { description: 'Relationships and affiliations.' },
    CONTACTS: { description: 'Interactions and everything derived from them.' },
    MONEY: { description: 'The ledger.' },
    NEEDS: { description: 'Requests and needs.' },
    CONSENT: { description: 'Consents and their proofs.' },
    INTAKE: { description: 'Records set aside, jobs and news that name the person.' },
    PLUGINS: { description: 'What plugins store in tables of their own.' },
  },
});

@ObjectType({ description: 'Keeps data of a customer from being erased.' })
export class LegalHold {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => [SubjectAreaEnum], { description: 'What it keeps.' })
  areas!: readonly string[];

  @Field({ description: 'Why, such as the number of a case.' })
  reason!: string;

  @Field({ description: 'Who placed it.' })
  placedBy!: string;

  @Field(() => DateTime, { description: 'When it was placed.' })
  placedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null: when it is released.' })
  endsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was released; null: it was not.' })
  releasedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who released it.' })
  releasedBy!: string | null;
}
