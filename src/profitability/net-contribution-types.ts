import type { FigureLabel } from '../economics';
import { BasisEnum, LedgerKindEnum } from '../ledger';
import { FigureLabelEnum } from '../scoring';
import { ArgsType, CalendarDate, CurrencyCode, Field, Float, Int, Money, ObjectType } from '../sdk';

@ArgsType()
export class NetContributionArgs {
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day. Absent: a year of 365 days ends with the last.',
  })
  from?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day. Absent: today, in UTC.' })
  to?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the edition of exchange rates to convert by. Absent: the latest.',
  })
  ratesEdition?: number | null;
}

@ObjectType({ description: 'What the entries of one kind and basis come to in the reporting currency.' })
export class NetContributionLine {
  @Field(() => LedgerKindEnum, { description: 'What the money is for.' })
  kind!: string;

  @Field(() => BasisEnum, { description: 'What the figure rests on.' })
  basis!: string;

  @Field(() => Money, { description: 'The sum: positive adds to what the customer brings, negative takes from it.' })
  amount!: Money;

  @Field(() => Int, { description: 'How many entries, or contacts, it sums.' })
  entries!: number;
}

@ObjectType({ description: 'Entries without an exchange rate for their day: in no sum.' })
export class UnconvertedMoney {
  @Field(() => Money, { description: 'What they come to in their own currency.' })
  amount!: Money;

  @Field(() => Int, { description: 'How many there are.' })
  entries!: number;
}

@ObjectType({
  description:
    'Realised net contribution of some days in the reporting currency: a sum without decay. Each entry is converted at the rate of its day and rounded half to even.',
})
export class NetContribution {
  @Field(() => CalendarDate, { description: 'First day.' })
  from!: string;

  @Field(() => CalendarDate, { description: 'Last day.' })
  to!: string;

  @Field(() => CurrencyCode, { description: 'The reporting currency.' })
  currency!: string;

  @Field(() => Money, {
    nullable: true,
    description:
      'The sum of all lines. Null when more than half of the money moved is allocated: then neither profit nor loss may be stated.',
  })
  net!: Money | null;

  @Field(() => FigureLabelEnum, { description: 'The weakest of what the lines rest on.' })
  label!: FigureLabel;

  @Field(() => Money, { description: 'Lines that rest on evidence of this customer.' })
  recorded!: Money;

  @Field(() => Money, { description: 'Lines that rest on assumptions, such as the cost of contacts by the rate card.' })
  modelled!: Money;

  @Field(() => Money, { description: 'Lines that are a share of a larger figure, spread by a key.' })
  allocated!: Money;

  @Field(() => Float, { description: 'Share of the money moved that is allocated, 0 to 1.' })
  allocatedShare!: number;

  @Field(() => [NetContributionLine], { description: 'Sums by kind and basis; they add up to the net.' })
  lines!: NetContributionLine[];

  @Field(() => [NetContributionLine], {
    description: 'Modelled sales, such as what public payers spent: nobody paid them to us, no sum holds them.',
  })
  marketSignals!: NetContributionLine[];

  @Field(() => [UnconvertedMoney], { description: 'Entries left out for want of a rate, by currency.' })
  unconverted!: UnconvertedMoney[];

  @Field(() => Int, { nullable: true, description: 'Edition of the exchange rates; null when there is none.' })
  ratesEdition!: number | null;

  @Field(() => String, { nullable: true, description: 'Hash of that edition. The same edition gives the same figure.' })
  ratesHash!: string | null;
}
