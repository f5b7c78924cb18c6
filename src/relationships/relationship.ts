import {
  Brand,
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
  TeamMember,
} from '../sdk';

@FromTable({ table: 'core.relationship', key: 'id', customerColumn: 'customer_id' })
@ObjectType({
  implements: Node,
  description: 'A tie between a customer and our side: a team member or a brand, exactly one of them.',
})
export class Relationship extends Node {
  @From(globalId('Relationship', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer.' })
  customer?: Customer;

  @From(reference('TeamMember', 'team_member_id'))
  @Field(() => TeamMember, { nullable: true, description: 'The team member; null when the tie is with a brand.' })
  teamMember?: TeamMember | null;

  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { nullable: true, description: 'The brand; null when the tie is with a team member.' })
  brand?: Brand | null;

  @Field({ description: 'What the tie is, such as account owner, medical contact or prescriber.' })
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
