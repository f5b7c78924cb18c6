import {
  ArgsType,
  Brand,
  DateTime,
  Field,
  Float,
  From,
  ID,
  Int,
  Interaction,
  ObjectType,
  reference,
  referenceWithin,
  registerEnumType,
} from '../sdk';
import type { StageNumber } from './ladder';

const AdoptionStageEnum: Readonly<Record<string, StageNumber>> = {
  UNAWARE: 0,
  AWARE: 1,
  EDUCATED: 2,
  CONVINCED: 3,
  ADVOCATE: 4,
};
registerEnumType(AdoptionStageEnum, {
  name: 'AdoptionStage',
  description: 'How far a customer has come with a brand. Not part of the relationship value.',
  valuesConfig: {
    UNAWARE: { description: 'No sign that the customer knows the brand.' },
    AWARE: { description: 'Knows of the brand.' },
    EDUCATED: { description: 'Understands what it is for and how it works.' },
    CONVINCED: { description: 'Wants to use it, or has begun to.' },
    ADVOCATE: { description: 'Speaks for it to others.' },
  },
});

@ArgsType()
export class AdoptionArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant to answer for, from the evidence known now. Absent: now.',
  })
  asOf?: Date | null;

  @Field(() => [String], { nullable: true, description: 'Codes of brands; only these are answered. Absent: all.' })
  brands?: string[] | null;
}

@ArgsType()
export class AdoptionEvidenceArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items, latest first: 1 to 200, default 20. More is an error.',
  })
  first?: number | null;
}

@ObjectType({ description: 'An item of evidence for, or against, a stage of adoption.' })
export class AdoptionEvidence {
  @Field({ description: 'What it is, in words.' })
  label!: string;

  @Field({ description: 'Id of the kind of evidence.' })
  kind!: string;

  @Field(() => AdoptionStageEnum, { description: 'Stage it speaks for.' })
  stage!: StageNumber;

  @Field(() => Float, {
    description: 'Points when it happened; negative for counter-evidence. A stage is reached at 3 by default.',
  })
  points!: number;

  @Field({ description: 'Whether it confirms the stage; no stage is reached without a confirmation.' })
  confirming!: boolean;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => ID, { description: 'Opaque id of the contact.' })
  interactionId!: string;

  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { nullable: true, description: 'The contact that says so.' })
  interaction?: Interaction | null;
}

@ObjectType({ description: 'A change of stage: by an item of evidence, or because a stage faded for lack of it.' })
export class AdoptionChange {
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;

  @Field(() => AdoptionStageEnum, { description: 'The stage before.' })
  from!: StageNumber;

  @Field(() => AdoptionStageEnum, { description: 'The stage from then on.' })
  to!: StageNumber;

  @Field({ description: 'Why, as a sentence.' })
  because!: string;

  @Field(() => AdoptionEvidence, { nullable: true, description: 'The item that did it; null when a stage faded.' })
  evidence!: AdoptionEvidence | null;
}

@ObjectType({
  description: 'A contact by which the customer closed a channel. It moves no stage, but stops messages there.',
})
export class AdoptionOptOut {
  @Field({ description: 'Id of the channel.' })
  channel!: string;

  @Field(() => DateTime, { description: 'When.' })
  occurredAt!: Date;

  @Field({ description: 'Whether the channel has stayed closed since, up to the instant asked for.' })
  inForce!: boolean;

  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { nullable: true, description: 'The contact that says so.' })
  interaction?: Interaction | null;
}

@ObjectType({ description: 'How far a customer has come with a brand, by the evidence known now.' })
export class BrandAdoption {
  @From(reference('Brand', 'brand_id'))
  @Field(() => Brand, { description: 'The brand.' })
  brand?: Brand;

  @Field(() => AdoptionStageEnum, { description: 'The stage.' })
  stage!: StageNumber;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when; null for customers who never left the first stage.',
  })
  since!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the customer falls back a stage if nothing more is learned; null on the first stage.',
  })
  wouldFallBackOn!: Date | null;

  @Field(() => Int, { description: 'How many items of evidence there are, fading ones included.' })
  evidenceCount!: number;

  @Field(() => [AdoptionChange], {
    description:
      'Every change of stage, oldest first. Late or corrected evidence rewrites it: it depends on the evidence alone.',
  })
  history!: AdoptionChange[];
}
