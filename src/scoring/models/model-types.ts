import { DateTime, Field, JsonObject, ObjectType, registerEnumType } from '../../sdk';
import { ValueModelComparison } from './comparison-types';

export const ValueModelStateEnum = { DRAFT: 'draft', APPROVED: 'approved', RETIRED: 'retired' } as const;
registerEnumType(ValueModelStateEnum, {
  name: 'ValueModelState',
  description: 'What may be done with a value model. One model at a time is approved: the one in force.',
  valuesConfig: {
    DRAFT: { description: 'Proposed; nothing is computed by it unless asked for.' },
    APPROVED: { description: 'In force.' },
    RETIRED: { description: 'Was in force, or was given up; values that name it can still be computed.' },
  },
});

const ModelDecisionKindEnum = { APPROVED: 'approved', RETIRED: 'retired' } as const;
registerEnumType(ModelDecisionKindEnum, {
  name: 'ValueModelDecisionKind',
  description: 'What was decided about a value model.',
  valuesConfig: {
    APPROVED: { description: 'It came into force.' },
    RETIRED: { description: 'It was given up.' },
  },
});

@ObjectType({ description: 'A decision about a value model.' })
export class ValueModelDecision {
  @Field(() => ModelDecisionKindEnum, { description: 'What was decided.' })
  decision!: string;

  @Field(() => DateTime, { description: 'When.' })
  decidedAt!: Date;

  @Field({ description: 'By whom.' })
  decidedBy!: string;

  @Field(() => String, { nullable: true, description: 'Hash of the model in force before.' })
  previousHash!: string | null;

  @Field(() => ValueModelComparison, { nullable: true, description: 'The report it was decided upon.' })
  comparison!: ValueModelComparison | null;
}

@ObjectType({ description: 'A place where two value models differ. Values as JSON; null: nothing stands there.' })
export class ValueModelChange {
  @Field({ description: 'Keys joined by dots; a key with dots in brackets, as signals["plugin.name"].weight.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'What stood there.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands there.' })
  after!: string | null;
}

@ObjectType({ description: 'A document of everything a value depends on besides the events. It never changes.' })
export class ValueModel {
  @Field({ description: 'SHA-256 of the document’s canonical JSON: its identity, which every value names.' })
  hash!: string;

  @Field({ description: 'Name for people.' })
  name!: string;

  @Field(() => ValueModelStateEnum, { description: 'What may be done with it.' })
  state!: string;

  @Field(() => JsonObject, { description: 'The document; its JSON Schema is published as value-model.schema.json.' })
  document!: Readonly<Record<string, unknown>>;

  @Field(() => String, { nullable: true, description: 'Hash of the model it was made from.' })
  baseHash!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was proposed.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When it was stored.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'Who proposed it; null for documents the start put in place.' })
  createdBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last came into force.' })
  approvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who put it in force.' })
  approvedBy!: string | null;
}
