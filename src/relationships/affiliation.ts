import {
  CalendarDate,
  Customer,
  Field,
  From,
  FromTable,
  globalId,
  ID,
  Node,
  ObjectType,
  reference,
  registerEnumType,
} from '../sdk';

export const AffiliationSideEnum = { FROM: 'from', TO: 'to' } as const;
registerEnumType(AffiliationSideEnum, {
  name: 'AffiliationSide',
  description: 'Which end of an affiliation a customer is.',
  valuesConfig: {
    FROM: { description: 'The role is this customer’s: a physician who practises at a hospital.' },
    TO: { description: 'The role is the other’s: the hospital at which the physician practises.' },
  },
});

@FromTable({
  table: 'core.affiliation_side',
  key: 'id',
  customerColumn: 'customer_id',
  otherCustomerColumn: 'other_customer_id',
})
@ObjectType({
  implements: Node,
  description: 'A tie between two customers, seen from one of them. Each side has an id of its own.',
})
export class Affiliation extends Node {
  @From(globalId('Affiliation', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id of this side.' })
  override id!: string;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer it is seen from.' })
  customer?: Customer;

  @From(reference('Customer', 'other_customer_id'))
  @Field(() => Customer, { description: 'The customer at the other end.' })
  other?: Customer;

  @Field(() => AffiliationSideEnum, { description: 'Which end the customer is it is seen from.' })
  side!: string;

  @Field({ description: 'What the tie is, such as practises at, refers to or trained by.' })
  role!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'First day; null when not known.' })
  since!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; null while it lasts.' })
  until!: string | null;

  @Field({ description: 'System it came from.' })
  source!: string;

  @Field({ description: 'Its key in that system.' })
  sourceKey!: string;
}
