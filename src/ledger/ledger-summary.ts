import { isMarketSignal, isMostlyAllocated } from '../economics';
import {
  ArgsType,
  batch,
  CalendarDate,
  CurrencyCode,
  Field,
  type FieldContribution,
  Float,
  Int,
  Money,
  majorUnits,
  ObjectType,
  RapportError,
} from '../sdk';
import { groupByKey } from '../shared/batch-by-key';
import { BasisEnum, LedgerKindEnum } from './ledger-entry';
import { type LedgerSum, ledgerSums } from './ledger-summary.store';

@ArgsType()
class LedgerSummaryArgs {
  @Field(() => CalendarDate, { nullable: true, description: 'First day; absent: from the beginning.' })
  from?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; absent: to the end.' })
  to?: string | null;
}

@ObjectType({ description: 'What the entries of one kind and basis come to.' })
class LedgerSummaryLine {
  @Field(() => LedgerKindEnum, { description: 'What the money is for.' })
  kind!: string;

  @Field(() => BasisEnum, { description: 'What the figure rests on.' })
  basis!: string;

  @Field({ description: 'True for what contacts cost by the rate card: computed, not entered in the ledger.' })
  fromRateCard!: boolean;

  @Field({
    description:
      'True for modelled sales, such as what public payers spent: nobody paid them to us, no sum holds them.',
  })
  marketSignal!: boolean;

  @Field(() => Money, { description: 'The sum: positive adds to what the customer brings, negative takes from it.' })
  amount!: Money;

  @Field(() => Int, { description: 'How many entries, or contacts, it sums.' })
  entries!: number;
}

@ObjectType({ description: 'The money of a customer in one currency.' })
class LedgerSummary {
  @Field(() => CurrencyCode, { description: 'The currency. Amounts of different currencies are never added.' })
  currency!: string;

  @Field(() => [LedgerSummaryLine], { description: 'Sums by kind and basis.' })
  lines!: LedgerSummaryLine[];

  @Field(() => Money, { description: 'What contacts cost, by the rate card and by the ledger; not positive.' })
  touchCost!: Money;

  @Field(() => Money, { description: 'Lines that rest on evidence of this customer.' })
  recorded!: Money;

  @Field(() => Money, { description: 'Lines that are a share of a larger figure, spread by a key.' })
  allocated!: Money;

  @Field(() => Money, { description: 'Lines that rest on assumptions: costs by the rate card, and market signals.' })
  modelled!: Money;

  @Field(() => Money, {
    description: 'The part of the modelled lines that is a signal of a market, not money of ours.',
  })
  marketSignals!: Money;

  @Field(() => Money, {
    nullable: true,
    description:
      'The net contribution: all lines but market signals. Null when more than half of the money moved is allocated: then neither profit nor loss may be stated.',
  })
  net!: Money | null;

  @Field(() => Float, {
    description:
      'Share of the money moved that is allocated by a key, 0 to 1. Above 0.5 no profit or loss may be stated.',
  })
  allocatedShare!: number;
}

export const ledgerSummaryField: FieldContribution = {
  on: 'Customer',
  name: 'ledgerSummary',
  description:
    'What the money of the customer comes to, one summary per currency in order of its code. Empty for consumers: no money is computed for patients and consumers unless a lawful basis switches it on.',
  type: () => [LedgerSummary],
  args: LedgerSummaryArgs,
  source: batch(async (customerIds, args, context) => {
    const { from = null, to = null } = args as LedgerSummaryArgs;
    if (from !== null && to !== null && from > to) {
      throw new RapportError('BAD_INPUT', `The first day, ${from}, comes after the last, ${to}.`);
    }
    const sums = await ledgerSums(context, customerIds.map(Number), { from, to });
    return groupByKey(customerIds, sums, (sum) => sum.customer_id).map(summaries);
  }),
};

/** Sums of one customer, in order of currency, as one summary per currency. */
export function summaries(sums: readonly LedgerSum[]): readonly LedgerSummary[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return currencies.map((currency) =>
    summary(
      currency,
      sums.filter((sum) => sum.currency === currency),
    ),
  );
}

function summary(currency: string, sums: readonly LedgerSum[]): LedgerSummary {
  const total = (some: readonly LedgerSum[]) => some.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  const moneyOf = (some: readonly LedgerSum[]) => asMoney(total(some), currency);
  const ours = sums.filter((sum) => !isMarketSignal(sum));
  const share = allocatedShare(ours);
  return {
    currency,
    lines: sums.map((sum) => ({
      kind: sum.kind,
      basis: sum.basis,
      fromRateCard: sum.from_rate_card,
      marketSignal: isMarketSignal(sum),
      amount: asMoney(sum.amount_minor, currency),
      entries: sum.entries,
    })),
    touchCost: moneyOf(sums.filter(({ kind }) => kind === LedgerKindEnum.TOUCH_COST)),
    recorded: moneyOf(sums.filter(({ basis }) => basis === BasisEnum.RECORDED)),
    allocated: moneyOf(sums.filter(({ basis }) => basis === BasisEnum.ALLOCATED)),
    modelled: moneyOf(sums.filter(({ basis }) => basis === BasisEnum.MODELLED)),
    marketSignals: moneyOf(sums.filter(isMarketSignal)),
    net: isMostlyAllocated({ allocatedShare: share }) ? null : moneyOf(ours),
    allocatedShare: share,
  };
}

function allocatedShare(sums: readonly LedgerSum[]): number {
  const size = (some: readonly LedgerSum[]) => some.reduce((sum, { amount_minor }) => sum + Math.abs(amount_minor), 0);
  const moved = size(sums);
  return moved === 0 ? 0 : size(sums.filter(({ basis }) => basis === BasisEnum.ALLOCATED)) / moved;
}

function asMoney(minorUnits: number, currency: string): Money {
  return { minorUnits, currency, amount: majorUnits(minorUnits, currency) };
}
