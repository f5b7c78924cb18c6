import { DateTime, Field, Float, From, ID, Int, Interaction, Money, ObjectType, referenceWithin } from '../sdk';
import type { ComponentId, FigureLabel, Grade } from '../value';
import { ConfidenceGradeEnum, FigureLabelEnum, ValueComponentIdEnum } from './value-enums';

@ObjectType({ description: 'The event behind a contribution.' })
export class ContributionEvidence {
  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { nullable: true, description: 'The contact that says so.' })
  interaction?: Interaction | null;

  @Field(() => ID, { description: 'Opaque id of the contact.' })
  interactionId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which field of its details says so; null for the contact as such.',
  })
  path!: string | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Version of the plugin that scored it; null where no hook did, such as the cost of a contact.',
  })
  pluginVersion!: string | null;
}

@ObjectType({ description: 'A line of what a value is made of. All lines of a list add up to the value.' })
export class ValueContribution {
  @Field({ description: 'What it is, in words.' })
  label!: string;

  @Field(() => Float, {
    description: 'Points of the component, or of the index; negative for what speaks against the relationship.',
  })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'What the value would lose without this evidence, all other evidence unchanged. Marginal losses do not add up; null on the line that sums up the rest.',
  })
  marginalLoss!: number | null;

  @Field(() => FigureLabelEnum, { description: 'What the line rests on.' })
  basis!: FigureLabel;

  @Field(() => ValueComponentIdEnum, {
    nullable: true,
    description: 'The component; null where a line of the index brings together several.',
  })
  component!: ComponentId | null;

  @Field(() => String, { nullable: true, description: 'Id of the plugin; null on the line that sums up the rest.' })
  plugin!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the signal; null for plugins and for the rest.' })
  signal!: string | null;

  @Field(() => Int, { description: '0 for a line of its own. On the last line, how many further lines it sums up.' })
  folded!: number;

  @Field(() => ContributionEvidence, { nullable: true, description: 'The event, when lines stand for events.' })
  evidence!: ContributionEvidence | null;

  @Field(() => ID, { nullable: true, description: 'Id of the request or need, when the line stands for one.' })
  needId!: string | null;
}

@ObjectType({ description: 'A part of a relationship value.' })
export class ValueComponent {
  @Field(() => ValueComponentIdEnum, { description: 'Which part.' })
  id!: ComponentId;

  @Field(() => Float, { description: 'Between -100 and 100.' })
  value!: number;
}

@ObjectType({
  description: 'What a relationship is worth, with its parts. An index of recorded evidence, not an estimate.',
})
export class RelationshipValue {
  @Field(() => Float, {
    description: 'The relationship value index, between -100 and 100: the weighted sum of all components.',
  })
  rvi!: number;

  @Field(() => Float, { description: 'The same as rvi. Until all components were computed, it was the engagement.' })
  value!: number;

  @Field(() => ConfidenceGradeEnum, {
    description: 'How much evidence it rests on. Show it wherever customers are ranked.',
  })
  grade!: Grade;

  @Field(() => DateTime, { description: 'The instant that value and contributions are computed for.' })
  computedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant whose knowledge counts; null: everything known when it was computed.',
  })
  knownAt!: Date | null;

  @Field({ description: 'Hash of the value model. The same model, evidence and instant give the same value for ever.' })
  modelVersion!: string;

  @Field({ description: 'Name of the value model, such as vm-1.0.0.' })
  modelName!: string;

  @Field(() => [ValueComponent], { description: 'All five parts.' })
  components!: ValueComponent[];
}

@ObjectType({
  description: 'The money behind a relationship value: the net contribution of the window of its value model.',
})
export class ValueMoney {
  @Field(() => Money, {
    description: 'Net contribution in the reporting currency: recorded and allocated entries, and what contacts cost.',
  })
  netContribution!: Money;

  @Field(() => Float, { description: 'Length of the window that ends with the instant of the value, in days.' })
  windowDays!: number;

  @Field(() => FigureLabelEnum, {
    description: 'ALLOCATED when more than half of the money moved was spread by a key; otherwise RECORDED.',
  })
  basis!: FigureLabel;

  @Field(() => Float, { description: 'Share of the money moved that was spread by a key, 0 to 1.' })
  allocatedShare!: number;

  @Field(() => [Money], { description: 'Money in other currencies that nothing converts: it counts in no figure.' })
  unconverted!: Money[];
}
