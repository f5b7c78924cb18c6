import { history, purchaseModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { borrowed } from '../fitted';
import type { PurchaseFit } from '../purchases/fit-purchases';
import type { SpendFit } from '../spend/fit-spend';
import { type ContributionQuestion, type ExpectedContribution, expectedContribution } from './expected-contribution';
import { simulateContributions } from './simulate-contributions';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const certain = (size: number, variance: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? variance : 0)));

function purchaseFit(variance: number, observed = 38.86): PurchaseFit {
  const model = purchaseModel([0.9, 6, 0.8, 2.4]);
  return {
    kind: 'fitted',
    label: 'modelled',
    method: 'given',
    origin: { kind: 'fitted', customers: 1000, withRepeats: 600 },
    model,
    standardErrors: model,
    logLikelihood: 0,
    estimates: { point: [0.9, 6, 0.8, 2.4].map(Math.log), covariance: certain(4, variance) },
    longestObserved: observed,
    startsAgreeing: 3,
  };
}

function spendFit(variance: number): SpendFit {
  const parameters = { p: 6.25, q: 3.74, gamma: 15.44 };
  return {
    kind: 'fitted',
    label: 'modelled',
    method: 'given',
    origin: { kind: 'fitted', customers: 600, withRepeats: 600 },
    parameters,
    standardErrors: parameters,
    logLikelihood: 0,
    populationMean: 35.22,
    independence: { correlation: 0.1, low: 0.05, high: 0.15, verdict: 'near zero' },
    estimates: { point: [6.25, 3.74, 15.44].map(Math.log), covariance: certain(3, variance) },
    startsAgreeing: 3,
  };
}

const question: ContributionQuestion = {
  purchases: purchaseFit(1e-12),
  spend: spendFit(1e-12),
  history: history(4, 30, 38.86),
  spending: { transactions: 4, mean: 22.35 },
  plan: { stepWeeks: 13, steps: 4, annualRate: 0.1, margin: 0.3, costs: 0.5 },
  key: 'customer 1|model 1',
};

function stated(given: ContributionQuestion): ExpectedContribution {
  const result = expectedContribution(given);
  if (result.kind !== 'estimated') throw new Error(result.reason);
  return result;
}

describe('the expected contribution of a customer', () => {
  it('has an interval of 80 %, a method and assumptions, and says what it is', () => {
    const result = stated(question);
    expect(result.label).toBe('modelled');
    expect(result.interval.level).toBe(0.8);
    expect(result.interval.low).toBeLessThan(result.mean);
    expect(result.interval.high).toBeGreaterThan(result.mean);
    expect(result.method).toBe('BG/NBD and Gamma-Gamma, discounted');
    expect(result.assumptions).not.toHaveLength(0);
    expect(result.caveats).toEqual(['The horizon of 52 weeks is longer than the 39 weeks observed.']);
  });

  it('is the same for the same key, and as wide for another', () => {
    expect(stated(question)).toEqual(stated(question));
    const other = stated({ ...question, key: 'customer 2|model 1' });
    expect(other.mean).toBe(stated(question).mean);
    expectClose(other.interval.high / stated(question).interval.high, 1, 0.2);
  });

  it('simulates what the closed form expects', () => {
    const outcomes = simulateContributions(question, 20_000);
    expectClose(mean(outcomes) / stated(question).mean, 1, 0.03);
  });

  it('spreads wider with doubt about the parameters', () => {
    const spread = (outcomes: readonly number[]) => {
      const centre = mean(outcomes);
      return mean(outcomes.map((outcome) => (outcome - centre) ** 2));
    };
    const newcomer = { ...question, history: history(0, 0, 0), spending: undefined };
    const doubtful = { ...newcomer, purchases: purchaseFit(0.3), spend: spendFit(0.01) };
    expect(spread(simulateContributions(doubtful, 4000))).toBeGreaterThan(
      1.2 * spread(simulateContributions(newcomer, 4000)),
    );
  });

  it('says what weakens it', () => {
    const related = { correlation: 0.4, low: 0.3, high: 0.5, verdict: 'not near zero' } as const;
    const weak = stated({
      ...question,
      purchases: borrowed(purchaseFit(1e-12, 60), 'hospitals in Spain'),
      spend: { ...spendFit(1e-12), independence: related },
      history: history(0, 0, 20),
      spending: undefined,
    });
    expect(weak.caveats).toEqual([
      'No repeat yet: the figure rests on other customers alone.',
      'Parameters of purchases are borrowed from hospitals in Spain.',
      'Spend goes with frequency (correlation 0.40), which the law assumes it does not.',
    ]);
    expect(weak.origins.purchases).toEqual({ kind: 'borrowed', from: 'hospitals in Spain' });
  });

  it('is not stated outside the support of the fit, nor without a mean spend', () => {
    const far = { ...question, purchases: purchaseFit(1e-12, 19) };
    expect(expectedContribution(far)).toMatchObject({ kind: 'not stated' });
    const heavy = { ...question.spend, parameters: { ...question.spend.parameters, q: 0.9 } };
    expect(expectedContribution({ ...question, spend: heavy, spending: undefined })).toMatchObject({
      kind: 'not stated',
    });
  });
});
