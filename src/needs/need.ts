import {
  Brand,
  Customer,
  column,
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
} from '../sdk';

export const NeedKindEnum = { REQUEST: 'request', NEED: 'need' } as const;
registerEnumType(NeedKindEnum, {
  name: 'NeedKind',
  description: 'What a customer raised.',
  valuesConfig: {
    REQUEST: { description: 'A question or wish that is owed an answer.' },
    NEED: { description: 'Something the customer needs, which we meet or do not meet.' },
  },
});

/** As the database writes them: numeric(2,1). */
export const NeedResultEnum = { MET: '1.0', PARTLY_MET: '0.5', NOT_MET: '0.0' } as const;
registerEnumType(NeedResultEnum, {
  name: 'NeedResult',
  description: 'How far a request or need was met.',
  valuesConfig: {
    MET: { description: 'Fully.' },
    PARTLY_MET: { description: 'In part.' },
    NOT_MET: { description: 'Not at all.' },
  },
});

@FromTable({ table: 'core.need', key: 'id', customerColumn: 'customer_id' })
@ObjectType({ implements: Node, description: 'Something a customer asked for or needs.' })
export class Need extends Node {
  @From(globalId('Need', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer.' })
  customer?: Customer;

  @Field(() => NeedKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field({ description: 'What it is about, in a word or two.' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'In the customer’s words.' })
  text!: string | null;

  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { nullable: true, description: 'Brand it is about; null when none is named.' })
  brand?: Brand | null;

  @Field(() => String, { nullable: true, description: 'Channel it came through, such as rep.' })
  channel!: string | null;

  @Field(() => DateTime, { description: 'When the customer raised it.' })
  raisedAt!: Date;

  @Field(() => DateTime, { description: 'When we learned of it.' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was answered; null while open.' })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The answer; null while open.' })
  answer!: string | null;

  @From(column('met'))
  @Field(() => NeedResultEnum, { nullable: true, description: 'How far it was met; null while open.' })
  result?: string | null;

  @Field({ description: 'System it came from.' })
  source!: string;

  @Field({ description: 'Its key in that system.' })
  sourceKey!: string;
}
