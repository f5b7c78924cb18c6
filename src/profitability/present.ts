import type { Account } from '../accounting';
import type { ContributionLine, Growth } from '../economics';
import { isMostlyAllocated } from '../economics';
import { type Money, majorUnits } from '../sdk';
import type { Expected } from './expect';
import type { ChannelMove as Move } from './moves';
import type { NetContribution, NetContributionLine } from './net-contribution-types';
import type { ProfitabilityData } from './profitability-reader';
import type { ChannelMove, ExpectedNetContribution, Profitability, RevenueGrowth } from './profitability-types';

/** Estimates are shown in whole minor units too. */
export function asMoney(minorUnits: number, currency: string): Money {
  const whole = Math.round(minorUnits);
  return { minorUnits: whole, currency, amount: majorUnits(whole, currency) };
}

export function presentNet(account: Account): NetContribution {
  const { currency, byLabel, window } = account;
  const line = ({ kind, label, amountMinor, entries }: ContributionLine): NetContributionLine => {
    return { kind, basis: label, amount: asMoney(amountMinor, currency), entries };
  };
  return {
    ...window,
    currency,
    net: isMostlyAllocated(account) ? null : asMoney(account.netMinor, currency),
    label: weakest(account.lines),
    recorded: asMoney(byLabel.recorded, currency),
    modelled: asMoney(byLabel.modelled, currency),
    allocated: asMoney(byLabel.allocated, currency),
    allocatedShare: account.allocatedShare,
    lines: account.lines.map(line),
    marketSignals: account.marketSignals.map(line),
    unconverted: account.unconverted.map(({ currency: own, amountMinor, entries }) => {
      return { amount: asMoney(amountMinor, own), entries };
    }),
    ratesEdition: account.edition,
    ratesHash: account.edition === null ? null : account.rates.hash,
  };
}

function weakest(lines: readonly ContributionLine[]): NetContribution['label'] {
  const labels = new Set(lines.map(({ label }) => label));
  if (labels.has('allocated')) return 'allocated';
  return labels.has('modelled') ? 'modelled' : 'recorded';
}

export function presentProfitability({ realised, classification, growth, expected }: ProfitabilityData): Profitability {
  const { currency } = realised;
  return {
    realised: presentNet(realised),
    class: classification.class,
    conclusion: classification.conclusion,
    reason: classification.reason,
    growth: 'code' in growth ? null : presentGrowth(growth, currency),
    growthRefusal: 'code' in growth ? growth : null,
    expected: 'code' in expected ? null : presentExpected(expected, currency),
    expectedRefusal: 'code' in expected ? expected : null,
  };
}

function presentGrowth(growth: Growth, currency: string): RevenueGrowth {
  const { label, trend, mean, interval, relativePerYear, method, months } = growth;
  return {
    ...{ label, trend, method, months, level: interval.level },
    slope: asMoney(mean, currency),
    low: asMoney(interval.low, currency),
    high: asMoney(interval.high, currency),
    relativePerYear: relativePerYear ?? null,
  };
}

function presentExpected(
  { contribution, outlook, fittedUntil, lawChoice }: Expected,
  currency: string,
): ExpectedNetContribution {
  const { label, mean, interval, method, weeks, increments, meanSpend, assumptions, caveats } = contribution;
  return {
    ...{ label, method, level: interval.level, horizonWeeks: weeks, fittedUntil, lawChoice },
    mean: asMoney(mean, currency),
    low: asMoney(interval.low, currency),
    high: asMoney(interval.high, currency),
    purchases: increments.reduce((sum, increment) => sum + increment, 0),
    meanSpend: asMoney(meanSpend, currency),
    probabilityAlive: outlook.state.kind === 'repeats' ? outlook.state.probabilityAlive : null,
    explanation: [...outlook.sentences],
    assumptions: [...assumptions],
    caveats: [...caveats],
  };
}

export function presentMove(move: Move): ChannelMove {
  const { from, to, touches, share, label, currency, interval, probabilityOfGain, advice, reasons, assumptions } = move;
  return {
    ...{ from, to, touches, share, label, probabilityOfGain, level: interval.level },
    net: asMoney(move.netMinor, currency),
    saving: asMoney(move.savingMinor, currency),
    low: asMoney(interval.low, currency),
    high: asMoney(interval.high, currency),
    recommendation: advice,
    reasons: [...reasons],
    assumptions: [...assumptions],
  };
}
