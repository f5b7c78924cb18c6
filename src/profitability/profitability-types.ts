import type { FigureLabel, GrowthLabel, MoveAdvice, ProfitClass } from '../economics';
import { FigureLabelEnum } from '../scoring';
import { CalendarDate, Field, Float, Int, Money, ObjectType } from '../sdk';
import { NetContribution } from './net-contribution-types';
import { GrowthTrendEnum, MoveAdviceEnum, ProfitClassEnum, RefusalCodeEnum } from './profitability-enums';
import type { RefusalCode } from './refusal';

@ObjectType({ description: 'Why a figure is not stated.' })
export class FigureRefusal {
  @Field(() => RefusalCodeEnum, { description: 'The reason as a code.' })
  code!: RefusalCode;

  @Field({ description: 'The reason as a sentence.' })
  reason!: string;
}

@ObjectType({ description: 'Trend of monthly net revenue by Theil and Sen, zeros kept.' })
export class RevenueGrowth {
  @Field(() => FigureLabelEnum, { description: 'What the figure rests on.' })
  label!: FigureLabel;

  @Field(() => GrowthTrendEnum, { description: 'The trend, by the interval.' })
  trend!: GrowthLabel;

  @Field(() => Money, { description: 'Change of a month against the month before.' })
  slope!: Money;

  @Field(() => Money, { description: 'Lower end of the interval of the slope.' })
  low!: Money;

  @Field(() => Money, { description: 'Upper end of the interval of the slope.' })
  high!: Money;

  @Field(() => Float, { description: 'Share the interval is to cover, such as 0.9.' })
  level!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Growth of a year as a share of the median month; null when that is not positive.',
  })
  relativePerYear!: number | null;

  @Field({ description: 'How it was found. From 24 months on only equal calendar months are compared.' })
  method!: string;

  @Field(() => Int, { description: 'How many months it rests on, 36 at most.' })
  months!: number;
}

@ObjectType({ description: 'Expected net contribution of a horizon: an estimate, not a sum.' })
export class ExpectedNetContribution {
  @Field(() => FigureLabelEnum, { description: 'What the figure rests on.' })
  label!: FigureLabel;

  @Field(() => Money, { description: 'The mean.' })
  mean!: Money;

  @Field(() => Money, { description: 'Lower end of the interval of outcomes.' })
  low!: Money;

  @Field(() => Money, { description: 'Upper end of the interval of outcomes.' })
  high!: Money;

  @Field(() => Float, { description: 'Share of outcomes the interval is to cover, such as 0.8.' })
  level!: number;

  @Field({ description: 'The laws behind it.' })
  method!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why this law of buying and not the other; null for fits of before both were tried.',
  })
  lawChoice!: string | null;

  @Field(() => Int, { description: 'The horizon in weeks.' })
  horizonWeeks!: number;

  @Field(() => Float, { description: 'Expected purchases in the horizon.' })
  purchases!: number;

  @Field(() => Money, { description: 'Expected amount of one purchase.' })
  meanSpend!: Money;

  @Field(() => Float, {
    nullable: true,
    description:
      'Probability that the customer still buys; null while there is no repeat yet, of which nothing can be said.',
  })
  probabilityAlive!: number | null;

  @Field(() => CalendarDate, { description: 'Day up to which the customers behind the laws were observed.' })
  fittedUntil!: string;

  @Field(() => [String], { description: 'How the customer buys, in sentences.' })
  explanation!: string[];

  @Field(() => [String], { description: 'What is assumed.' })
  assumptions!: string[];

  @Field(() => [String], { description: 'What weakens the figure; show it with the figure.' })
  caveats!: string[];
}

@ObjectType({ description: 'What a customer brings and costs, realised and expected.' })
export class Profitability {
  @Field(() => NetContribution, { description: 'The realised net contribution of the days asked for.' })
  realised!: NetContribution;

  @Field(() => ProfitClassEnum, { description: 'The class.' })
  class!: ProfitClass;

  @Field({ description: 'What the class suggests to do.' })
  conclusion!: string;

  @Field({ description: 'Why this class, as a sentence.' })
  reason!: string;

  @Field(() => RevenueGrowth, { nullable: true, description: 'The trend of revenue; null where none can be stated.' })
  growth!: RevenueGrowth | null;

  @Field(() => FigureRefusal, { nullable: true, description: 'Why no trend is stated; null where one is.' })
  growthRefusal!: FigureRefusal | null;

  @Field(() => ExpectedNetContribution, {
    nullable: true,
    description: 'What the coming year is expected to bring; null where nothing can be stated.',
  })
  expected!: ExpectedNetContribution | null;

  @Field(() => FigureRefusal, { nullable: true, description: 'Why nothing is expected; null where something is.' })
  expectedRefusal!: FigureRefusal | null;
}

@ObjectType({ description: 'What moving half of the contacts of a channel to a cheaper one comes to, in a year.' })
export class ChannelMove {
  @Field({ description: 'Id of the channel to move from.' })
  from!: string;

  @Field({ description: 'Id of the channel to move to.' })
  to!: string;

  @Field(() => Int, { description: 'Contacts in the first channel within the window of the value model.' })
  touches!: number;

  @Field(() => Float, { description: 'Share of them to move.' })
  share!: number;

  @Field(() => FigureLabelEnum, {
    description: 'What the figures rest on: CAUSAL only where both effects were measured.',
  })
  label!: FigureLabel;

  @Field(() => Money, { description: 'What the move brings, saved cost and lost value together.' })
  net!: Money;

  @Field(() => Money, { description: 'Cost saved.' })
  saving!: Money;

  @Field(() => Money, { description: 'Lower end of the interval of the net.' })
  low!: Money;

  @Field(() => Money, { description: 'Upper end of the interval of the net.' })
  high!: Money;

  @Field(() => Float, { description: 'Share the interval is to cover, such as 0.8.' })
  level!: number;

  @Field(() => Float, { description: 'Probability that the net is positive, under the assumptions.' })
  probabilityOfGain!: number;

  @Field(() => MoveAdviceEnum, { description: 'What to do.' })
  recommendation!: MoveAdvice;

  @Field(() => [String], { description: 'Every reason against moving at once.' })
  reasons!: string[];

  @Field(() => [String], { description: 'What is assumed.' })
  assumptions!: string[];
}
