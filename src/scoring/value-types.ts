import {
  ArgsType,
  DateTime,
  Field,
  Float,
  From,
  ID,
  Int,
  Interaction,
  ObjectType,
  referenceWithin,
  registerEnumType,
} from '../sdk';
import type { ComponentId, Grade } from '../value';

/** Closed list: components that are not computed yet are not listed in an answer. */
const ValueComponentIdEnum: Readonly<Record<string, ComponentId>> = {
  ENGAGEMENT: 'engagement',
  RECIPROCITY: 'reciprocity',
  SERVICE: 'service',
  DURABILITY: 'durability',
  MONEY: 'money',
};
registerEnumType(ValueComponentIdEnum, {
  name: 'ValueComponentId',
  description: 'A part of a relationship value. Lists hold those that are computed: for now, engagement.',
  valuesConfig: {
    ENGAGEMENT: { description: 'What the customer does with us, decayed over time and saturating per channel.' },
    RECIPROCITY: { description: 'Whether it is a dialogue, or only we are sending.' },
    SERVICE: { description: 'Whether requests were answered and needs met.' },
    DURABILITY: { description: 'Whether it lasts, over several channels and several of our people.' },
    MONEY: { description: 'Net contribution, squashed; negative for a customer who costs more than they bring.' },
  },
});

const ConfidenceGradeEnum: Readonly<Record<Grade, Grade>> = { A: 'A', B: 'B', C: 'C', D: 'D' };
registerEnumType(ConfidenceGradeEnum, {
  name: 'ConfidenceGrade',
  description: 'How much evidence a value rests on: the decayed number of events in which the customer took part.',
  valuesConfig: {
    A: { description: 'Much: 8 or more by default.' },
    B: { description: 'Some: 3 or more.' },
    C: { description: 'Little: 1 or more.' },
    D: { description: 'Hardly any or none. Do not rank by it.' },
  },
});

export const ContributionGroupingEnum = { PLUGIN: 'plugin', SIGNAL: 'signal', EVENT: 'event' } as const;
registerEnumType(ContributionGroupingEnum, {
  name: 'ContributionGrouping',
  description: 'What a line of contributions stands for.',
  valuesConfig: {
    PLUGIN: { description: 'All evidence of a plugin.' },
    SIGNAL: { description: 'All evidence of one kind, such as replies.' },
    EVENT: { description: 'What one signal of one interaction contributes.' },
  },
});

@ArgsType()
export class RelationshipValueArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Computes exactly for this instant, within the years 1900 to 2999, from the evidence known now. Absent: the stored value, see computedAt.',
  })
  asOf?: Date | null;
}

@ArgsType()
export class ContributionArgs {
  @Field(() => ContributionGroupingEnum, {
    defaultValue: ContributionGroupingEnum.PLUGIN,
    description: 'What each line stands for.',
  })
  by!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many lines, strongest first: 1 to 200. Default: all plugins or signals, the 20 strongest events. Further lines are summed up in one last line.',
  })
  first?: number | null;
}

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

  @Field({ description: 'Version of the plugin that scored it.' })
  pluginVersion!: string;
}

@ObjectType({ description: 'A line of what a value is made of. All lines of a list add up to the value.' })
export class ValueContribution {
  @Field({ description: 'What it is, in words.' })
  label!: string;

  @Field(() => Float, { description: 'Points of the component; negative for what speaks against the relationship.' })
  value!: number;

  @Field(() => String, { nullable: true, description: 'Id of the plugin; null on the line that sums up the rest.' })
  plugin!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the signal; null for plugins and for the rest.' })
  signal!: string | null;

  @Field(() => Int, { description: '0 for a line of its own. On the last line, how many further lines it sums up.' })
  folded!: number;

  @Field(() => ContributionEvidence, { nullable: true, description: 'The event, when lines stand for events.' })
  evidence!: ContributionEvidence | null;
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
    description: 'Between -100 and 100. For now the engagement alone; it will be the weighted sum of all components.',
  })
  value!: number;

  @Field(() => ConfidenceGradeEnum, {
    description: 'How much evidence it rests on. Show it wherever customers are ranked.',
  })
  grade!: Grade;

  @Field(() => DateTime, { description: 'The instant that value and contributions are computed for.' })
  computedAt!: Date;

  @Field({ description: 'Hash of the value model. The same model, evidence and instant give the same value for ever.' })
  modelVersion!: string;

  @Field({ description: 'Name of the value model, such as vm-1.0.0.' })
  modelName!: string;

  @Field(() => [ValueComponent], { description: 'The parts that are computed.' })
  components!: ValueComponent[];
}
