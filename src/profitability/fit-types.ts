import type { FigureLabel, PurchaseLaw } from '../economics';
import { FigureLabelEnum } from '../scoring';
import { CalendarDate, DateTime, Field, Float, ID, Int, Money, ObjectType, registerEnumType } from '../sdk';

const PurchaseLawEnum: Readonly<Record<string, PurchaseLaw>> = { BG_NBD: 'BG/NBD', MBG_NBD: 'MBG/NBD' };
registerEnumType(PurchaseLawEnum, {
  name: 'PurchaseLaw',
  description: 'A law of buying until one stops, unseen.',
  valuesConfig: {
    BG_NBD: { description: 'Customers may stop after each repeat: one without repeats is alive by construction.' },
    MBG_NBD: { description: 'Customers may stop after the first purchase, too.' },
  },
});

@ObjectType({ description: 'A law of buying fitted by maximum likelihood, or why it is not. Parameters are by weeks.' })
export class PurchaseLawFit {
  @Field(() => FigureLabelEnum, { description: 'What the figures rest on.' })
  label!: FigureLabel;

  @Field(() => PurchaseLawEnum, { nullable: true, description: 'Which law; null where none was fitted.' })
  law!: PurchaseLaw | null;

  @Field(() => [Float], { description: 'r, alpha, a and b; empty where none was fitted.' })
  parameters!: readonly number[];

  @Field(() => [Float], { description: 'Their standard errors, by the second derivatives of the likelihood.' })
  standardErrors!: readonly number[];

  @Field(() => Float, { nullable: true, description: 'Logarithm of the likelihood; null where none was fitted.' })
  logLikelihood!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no fit, as a sentence; null where there is one.' })
  refusal!: string | null;
}

@ObjectType({ description: 'The law of spending (Gamma-Gamma) fitted by maximum likelihood, or why it is not.' })
export class SpendLawFit {
  @Field(() => FigureLabelEnum, { description: 'What the figures rest on.' })
  label!: FigureLabel;

  @Field(() => [Float], { description: 'p, q and gamma (in minor units); empty where none was fitted.' })
  parameters!: readonly number[];

  @Field(() => [Float], { description: 'Their standard errors.' })
  standardErrors!: readonly number[];

  @Field(() => Money, { nullable: true, description: 'Mean amount of a purchase of all customers, where it exists.' })
  populationMean!: Money | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Correlation of spend and frequency, which the law assumes to be none; null where nothing varies.',
  })
  correlation!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no fit, as a sentence; null where there is one.' })
  refusal!: string | null;
}

@ObjectType({ description: 'Laws of buying and spending of the customers of a segment.' })
export class SegmentPurchaseFit {
  @Field(() => ID, { description: 'The edition: the same purchases give the same one.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The segment; null for all customers together.' })
  segment!: string | null;

  @Field(() => CalendarDate, { description: 'Last day of the observation.' })
  observedUntil!: string;

  @Field(() => DateTime, { description: 'When it was last fitted.' })
  fittedAt!: Date;

  @Field(() => Int, { description: 'Customers with purchases.' })
  customers!: number;

  @Field(() => Int, { description: 'Those of them who bought again. A fit needs 300.' })
  withRepeats!: number;

  @Field(() => PurchaseLawFit, { description: 'The law in use.' })
  purchases!: PurchaseLawFit;

  @Field(() => PurchaseLawFit, { nullable: true, description: 'The law that was not chosen.' })
  alternative!: PurchaseLawFit | null;

  @Field(() => String, { nullable: true, description: 'Why this law, as a sentence.' })
  choice!: string | null;

  @Field(() => SpendLawFit, { description: 'The law of spending.' })
  spend!: SpendLawFit;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of revenue left after rebates, goods and returns; null without revenue.',
  })
  margin!: number | null;
}
