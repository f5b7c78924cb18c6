import {
  Brand,
  Customer,
  DateTime,
  Field,
  From,
  FromTable,
  globalId,
  ID,
  Node,
  ObjectType,
  reference,
  registerEnumType,
} from '../../sdk';

export const ConsentStateEnum = { GRANTED: 'granted', WITHDRAWN: 'withdrawn' } as const;
registerEnumType(ConsentStateEnum, {
  name: 'ConsentState',
  description: 'What a customer said about being contacted.',
  valuesConfig: {
    GRANTED: { description: 'The customer allowed it.' },
    WITHDRAWN: { description: 'The customer forbade it.' },
  },
});

export const ContactPurposeEnum = {
  CAMPAIGN: 'campaign',
  MEDICAL_INQUIRY: 'medical-inquiry',
  SERVICE: 'service',
  ANALYSIS: 'analysis',
} as const;
registerEnumType(ContactPurposeEnum, {
  name: 'ContactPurpose',
  description: 'What a customer is contacted for, or data are kept for.',
  valuesConfig: {
    CAMPAIGN: { description: 'Messages that we choose to send.' },
    MEDICAL_INQUIRY: { description: 'Answers to scientific questions the customer asked.' },
    SERVICE: { description: 'Help the customer asked for.' },
    ANALYSIS: { description: 'Studies of markets and of our own work.' },
  },
});

@FromTable({ table: 'core.consent_event', key: 'id', customerColumn: 'customer_id', keyType: 'uuid' })
@ObjectType({
  implements: Node,
  description:
    'One grant or withdrawal, with its proof. Contacts by which a customer closed or reopened a channel are among them.',
})
export class Consent extends Node {
  @From(globalId('Consent', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer.' })
  customer?: Customer;

  @Field(() => ConsentStateEnum, { description: 'What the customer said.' })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Id of the channel, such as email; null: every channel.' })
  channel!: string | null;

  @Field(() => ContactPurposeEnum, { nullable: true, description: 'The purpose; null: every purpose.' })
  purpose!: string | null;

  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { nullable: true, description: 'The brand; null: every brand.' })
  brand?: Brand | null;

  @Field({ description: 'What the customer did, such as a double opt-in, or the type of the contact that says so.' })
  proofHow!: string;

  @Field(() => String, { nullable: true, description: 'Where, such as the address of a page.' })
  proofWhere!: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the words that were agreed to.' })
  wording!: string | null;

  @Field(() => DateTime, { description: 'From when on it holds.' })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; null: until it is withdrawn.' })
  validUntil!: Date | null;

  @Field(() => DateTime, { description: 'When we learned of it.' })
  recordedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its source took it back or corrected it; null: it counts.',
  })
  retractedAt!: Date | null;

  @Field({ description: 'System it came from.' })
  source!: string;

  @Field({ description: 'Its key in that system.' })
  sourceKey!: string;
}
