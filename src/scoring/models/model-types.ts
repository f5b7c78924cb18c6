import { DateTime, Field, Float, ID, Int, JsonObject, ObjectType, registerEnumType } from '../../sdk';

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

@ObjectType({ description: 'A named part of a change of values, in points.' })
export class ValueChangePart {
  @Field({ description: 'A plugin, or a component with its signal or line.' })
  name!: string;

  @Field(() => Float, { description: 'Points gained, negative for points lost.' })
  change!: number;
}

@ObjectType({ description: 'What another value model makes of one customer. The parts add up to the change.' })
export class CustomerValueChange {
  @Field(() => ID, { description: 'Opaque id of the customer.' })
  customerId!: string;

  @Field(() => Float, { description: 'The value under the model in force.' })
  before!: number;

  @Field(() => Float, { description: 'The value under the other model.' })
  after!: number;

  @Field(() => Float, { description: 'The difference.' })
  change!: number;

  @Field({ description: 'Confidence grade under the model in force.' })
  gradeBefore!: string;

  @Field({ description: 'Confidence grade under the other model.' })
  gradeAfter!: string;

  @Field(() => [ValueChangePart], { description: 'Why, by plugin.' })
  byPlugin!: readonly ValueChangePart[];

  @Field(() => [ValueChangePart], { description: 'Why, by signal and line.' })
  bySignal!: readonly ValueChangePart[];
}

@ObjectType({ description: 'How the changes of all customers are spread, in points.' })
export class ValueChangeDistribution {
  @Field(() => Float, { description: 'Mean.' })
  mean!: number;

  @Field(() => Float, { description: 'Largest loss, or smallest gain.' })
  minimum!: number;

  @Field(() => Float, { description: 'One in twenty lies below.' })
  p05!: number;

  @Field(() => Float, { description: 'One in four lies below.' })
  p25!: number;

  @Field(() => Float, { description: 'Half lie below.' })
  median!: number;

  @Field(() => Float, { description: 'One in four lies above.' })
  p75!: number;

  @Field(() => Float, { description: 'One in twenty lies above.' })
  p95!: number;

  @Field(() => Float, { description: 'Largest gain, or smallest loss.' })
  maximum!: number;
}

@ObjectType({ description: 'How many customers move from one grade to another.' })
export class GradeMove {
  @Field({ description: 'Grade under the model in force.' })
  from!: string;

  @Field({ description: 'Grade under the other model.' })
  to!: string;

  @Field(() => Int, { description: 'How many move.' })
  customers!: number;
}

@ObjectType({ description: 'The tenth of the customers with the highest values.' })
export class TopDecileOverlap {
  @Field(() => Int, { description: 'How many they are.' })
  size!: number;

  @Field(() => Int, { description: 'How many of them stay among them.' })
  kept!: number;
}

@ObjectType({
  description: 'What a value model changes against the one in force, for everybody. A decision, not an estimate.',
})
export class ValueModelComparison {
  @Field({ description: 'Hash of the model that was in force.' })
  baseHash!: string;

  @Field({ description: 'Hash of the model compared with it.' })
  modelHash!: string;

  @Field({ description: 'The instant all values are computed at, ISO 8601.' })
  computedFor!: string;

  @Field(() => Int, { description: 'Customers whose value is computed.' })
  customers!: number;

  @Field(() => Int, { description: 'Those whose value stays the same.' })
  unchanged!: number;

  @Field(() => ValueChangeDistribution, { description: 'How the changes are spread.' })
  distribution!: ValueChangeDistribution;

  @Field(() => Float, {
    nullable: true,
    description: 'Rank correlation (Kendall’s tau-b) of the values; null when all values of one model are equal.',
  })
  kendallTauB!: number | null;

  @Field(() => TopDecileOverlap, { description: 'Who stays at the top.' })
  topDecile!: TopDecileOverlap;

  @Field(() => [GradeMove], { description: 'Who changes grade, counted.' })
  gradeMoves!: readonly GradeMove[];

  @Field(() => [ValueChangePart], { description: 'Mean change by plugin; the means add up to the mean change.' })
  byPlugin!: readonly ValueChangePart[];

  @Field(() => [CustomerValueChange], {
    description: 'Up to 50 customers: those who change grade, then those whose value changes most, with the reasons.',
  })
  movers!: readonly CustomerValueChange[];
}

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
