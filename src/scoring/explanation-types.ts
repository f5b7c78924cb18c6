import { ArgsType, DateTime, Field, Float, ID, ObjectType } from '../sdk';
import type { FigureLabel } from '../value';
import { FigureLabelEnum } from './value-enums';
import { ContributionEvidence } from './value-types';

@ObjectType({
  description:
    'How much a value hangs on few events: it is computed anew with events left out or counted several times. Not a sampling error of a population.',
})
export class StabilityInterval {
  @Field(() => Float, { description: 'Lower end.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end. Two customers whose intervals overlap are not distinguishable.' })
  high!: number;

  @Field(() => Float, { description: 'Share of the replicates within, 0 to 1.' })
  level!: number;

  @Field({ description: 'How it was found.' })
  method!: string;
}

@ObjectType({ description: 'One reason for a value, in words.' })
export class ValueSentence {
  @Field({ description: 'The sentence, with its figures.' })
  text!: string;

  @Field({ description: 'What it is about: the id of a signal, or a part of a component.' })
  line!: string;

  @Field(() => Float, { description: 'Points of the index.' })
  value!: number;

  @Field(() => FigureLabelEnum, { description: 'What the figure rests on.' })
  basis!: FigureLabel;

  @Field(() => [ContributionEvidence], { description: 'The contacts that weigh most in it, at most three.' })
  evidence!: ContributionEvidence[];

  @Field(() => [ID], { description: 'Ids of the requests and needs it is about.' })
  needIds!: string[];
}

@ObjectType({ description: 'A value in words.' })
export class ValueExplanation {
  @Field(() => [ValueSentence], {
    description:
      'The five strongest reasons for it, the five strongest against it, and a warning when more sending would lower it.',
  })
  sentences!: ValueSentence[];
}

@ArgsType()
export class ChangeSinceArgs {
  @Field(() => DateTime, { description: 'The earlier instant, within the years 1900 to 2999.' })
  date!: Date;
}

@ObjectType({ description: 'What one kind of evidence did to a value between two instants.' })
export class ValueChangeLine {
  @Field({ description: 'What it is about: the id of a signal, or a part of a component.' })
  id!: string;

  @Field({ description: 'The same in words.' })
  label!: string;

  @Field({ description: 'Id of the plugin, or core, or ledger.' })
  plugin!: string;

  @Field(() => Float, { description: 'Points of the index at the earlier instant.' })
  before!: number;

  @Field(() => Float, { description: 'Points of the index at the later instant.' })
  after!: number;

  @Field(() => Float, { description: 'After minus before.' })
  difference!: number;

  @Field({ description: 'The change and its reason, in a sentence.' })
  text!: string;
}

@ObjectType({
  description: 'What changed in a value since an earlier instant, from the same knowledge and by the same model.',
})
export class ValueChange {
  @Field(() => DateTime, { description: 'The earlier instant.' })
  since!: Date;

  @Field(() => Float, { description: 'The index then.' })
  before!: number;

  @Field(() => Float, { description: 'The index now.' })
  after!: number;

  @Field(() => Float, { description: 'After minus before.' })
  difference!: number;

  @Field(() => [ValueChangeLine], { description: 'Strongest first. Their differences add up to the difference.' })
  changes!: ValueChangeLine[];
}

@ObjectType({ description: 'When the next contact of a kind fits under the maximum.' })
export class ContactWait {
  @Field({ description: 'Id of the signal that stands for the contact.' })
  signal!: string;

  @Field({ description: 'The same in words.' })
  label!: string;

  @Field(() => Float, { description: 'How much one unit of it weighs.' })
  load!: number;

  @Field(() => Float, { nullable: true, description: 'Days to wait: 0 when it fits now, null when it never does.' })
  days!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'First instant it fits; null when it never does.' })
  until!: Date | null;
}

@ObjectType({ description: 'Recent load of our contacts on a customer.' })
export class ContactPressure {
  @Field(() => Float, { description: 'The load, decayed; not negative.' })
  value!: number;

  @Field(() => Float, { description: 'What it should not exceed.' })
  maximum!: number;

  @Field(() => [ContactWait], { description: 'For each kind of contact that weighs, in order of its id.' })
  waits!: ContactWait[];
}
