import type { Interval } from '../figure';
import { isMostlyAllocated, type NetContribution } from './net-contribution';

export type ProfitClass = 'loss' | 'investment' | 'at risk' | 'profit' | 'unclear';

export const defaultConclusions: Readonly<Record<ProfitClass, string>> = {
  loss: 'Reduce the cost to serve; see whether contacts can move to a lower-cost channel.',
  investment: 'Keep, with an end date and a target.',
  'at risk': 'Find the cause: look at the growth line and the service index.',
  profit: 'Keep; look at the marginal return.',
  unclear: 'Collect evidence; no class is stated.',
};

/** Expected net contribution of a horizon; only what the class needs of it. */
export interface ExpectedNet {
  readonly mean: number;
  readonly interval: Interval;
}

export interface Classification {
  readonly class: ProfitClass;
  readonly conclusion: string;
  /** Why this class, as a sentence that may be shown. */
  readonly reason: string;
}

/** The interval that must lie below zero before a customer may be called a loss. */
const lossLevel = 0.8;

/**
 * Class of a customer by what was realised and what is expected. Both are needed: a customer who costs more than they bring
 * may be an investment.
 *
 * @param expected undefined when no expectation can be stated
 * @throws RangeError when the interval of the expectation covers less than 80 %
 */
export function classify(
  realised: Pick<NetContribution, 'netMinor' | 'allocatedShare'>,
  expected: ExpectedNet | undefined,
): Classification {
  if (isMostlyAllocated(realised)) {
    return classified(
      'unclear',
      'More than half of the money is spread by a key: neither profit nor loss may be stated.',
    );
  }
  if (expected === undefined) return classified('unclear', 'No expected contribution can be stated.');
  if (expected.interval.level < lossLevel) throw new RangeError('A class needs an interval of at least 80 %.');
  return realised.netMinor < 0 ? belowZero(expected) : notBelowZero(expected);
}

function belowZero({ mean, interval }: ExpectedNet): Classification {
  if (mean > 0)
    return classified('investment', 'It cost more than it brought, and more is expected than it will cost.');
  if (mean < 0 && interval.high < 0) {
    return classified('loss', 'It cost more than it brought, and the whole interval of what is expected is negative.');
  }
  return classified('unclear', 'It cost more than it brought, but the interval of what is expected reaches zero.');
}

function notBelowZero({ mean }: ExpectedNet): Classification {
  if (mean < 0)
    return classified('at risk', 'It brought what it cost, but it is expected to cost more than it brings.');
  return classified('profit', 'It brought what it cost, and is expected to go on doing so.');
}

function classified(profitClass: ProfitClass, reason: string): Classification {
  return { class: profitClass, conclusion: defaultConclusions[profitClass], reason };
}
