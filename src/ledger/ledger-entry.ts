import {
  Brand,
  CalendarDate,
  Customer,
  DateTime,
  Field,
  From,
  FromTable,
  globalId,
  ID,
  Interaction,
  Money,
  money,
  Node,
  ObjectType,
  reference,
  referenceWithin,
  registerEnumType,
} from '../sdk';

export const LedgerKindEnum = {
  REVENUE: 'revenue',
  REBATE: 'rebate',
  COST_OF_GOODS: 'cost_of_goods',
  SERVICE_COST: 'service_cost',
  TOUCH_COST: 'touch_cost',
  VALUE_TRANSFER: 'value_transfer',
} as const;
registerEnumType(LedgerKindEnum, {
  name: 'LedgerKind',
  description: 'What an amount is for.',
  valuesConfig: {
    REVENUE: { description: 'Money earned.' },
    REBATE: { description: 'Money given back.' },
    COST_OF_GOODS: { description: 'What the goods sold cost.' },
    SERVICE_COST: { description: 'What serving the customer cost.' },
    TOUCH_COST: { description: 'What contacts cost.' },
    VALUE_TRANSFER: { description: 'A transfer of value to the customer, such as a meal or a fee. Always a cost.' },
  },
});

export const BasisEnum = { RECORDED: 'recorded', MODELLED: 'modelled', ALLOCATED: 'allocated' } as const;
registerEnumType(BasisEnum, {
  name: 'Basis',
  description: 'What a figure rests on.',
  valuesConfig: {
    RECORDED: { description: 'Evidence of this customer.' },
    MODELLED: { description: 'Assumptions, such as a price or a rate card.' },
    ALLOCATED: { description: 'A share of a larger figure, spread by a key.' },
  },
});

@FromTable({ table: 'core.ledger_entry', key: 'id', customerColumn: 'customer_id' })
@ObjectType({ implements: Node, description: 'An amount of money that belongs to a customer.' })
export class LedgerEntry extends Node {
  @From(globalId('LedgerEntry', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer.' })
  customer?: Customer;

  @Field(() => LedgerKindEnum, { description: 'What it is for.' })
  kind!: string;

  @From(money('amount_minor', 'currency'))
  @Field(() => Money, { description: 'The amount: positive adds to what the customer brings, negative takes from it.' })
  amount?: Money;

  @Field(() => BasisEnum, { description: 'What it rests on.' })
  basis!: string;

  @Field(() => CalendarDate, { description: 'The day it belongs to.' })
  occurredOn!: string;

  @Field(() => DateTime, { description: 'When we learned of it.' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it counts.' })
  retractedAt!: Date | null;

  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { nullable: true, description: 'Brand it belongs to; null when none is named.' })
  brand?: Brand | null;

  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { nullable: true, description: 'Contact it is part of; null when it stands alone.' })
  interaction?: Interaction | null;

  @Field(() => String, { nullable: true, description: 'Nature in the words of the source, such as Food and Beverage.' })
  nature!: string | null;

  @Field(() => String, { nullable: true, description: 'Who paid or was paid on our side.' })
  counterparty!: string | null;

  @Field(() => String, { nullable: true, description: 'A remark of the source.' })
  memo!: string | null;

  @Field({ description: 'System it came from.' })
  source!: string;

  @Field({ description: 'Its key in that system.' })
  sourceKey!: string;
}
