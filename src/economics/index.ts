export { type DayWindow, windowEnding } from './day';
export type { ContributionPlan } from './expected-value/contribution-plan';
export { type DiscountedContribution, discountedContribution } from './expected-value/discounted-contribution';
export {
  type ContributionQuestion,
  type ExpectedContribution,
  expectedContribution,
} from './expected-value/expected-contribution';
export type { Estimate, FigureLabel, Interval, NotStated } from './figure';
export { borrowed, fewestWithRepeats, type LogEstimates, type Origin } from './fitted';
export { type Growth, type GrowthLabel, growth } from './growth/growth';
export { type MonthlyNet, monthlyNet } from './growth/monthly';
export { type Point, type TrendLine, theilSen } from './growth/theil-sen';
export {
  type ChannelTouch,
  type ChannelUplift,
  type Move,
  type MoveAdvice,
  type MoveResult,
  migration,
} from './migration';
export { type AllocatedShare, allocate, type KeyedShare } from './money/allocation';
export { convert, type DatedAmount } from './money/convert';
export {
  type ContributionLine,
  isMarketSignal,
  isMostlyAllocated,
  type LedgerAmount,
  type NetContribution,
  netContribution,
  type UnconvertedLine,
} from './money/net-contribution';
export {
  type Classification,
  classify,
  defaultConclusions,
  type ExpectedNet,
  type ProfitClass,
} from './money/profit-class';
export { type ExchangeRate, type RateTable, type RateTableDocument, rateTable } from './money/rate-table';
export { choosePurchaseLaw, type PurchaseLawChoice } from './purchases/choose-law';
export { probabilityOfRepeats } from './purchases/count-law';
export { expectedOfCustomer, expectedOfNew } from './purchases/expectation';
export { type BuyingState, type PurchaseOutlook, purchaseOutlook } from './purchases/explain-purchases';
export { fitPurchases, type PurchaseFit } from './purchases/fit-purchases';
export type { PurchaseHistory } from './purchases/purchase-history';
export {
  logLikelihood,
  type PurchaseLaw,
  type PurchaseModel,
  type PurchaseParameters,
  probabilityAlive,
} from './purchases/purchase-law';
export { type CustomerTrack, type TrackingPoint, trackPurchases } from './purchases/tracking';
export { type CustomerPurchases, type PurchasesRead, readPurchases, type Transaction } from './purchases/transactions';
export { fitSpend, type SpendFit } from './spend/fit-spend';
export { expectedSpend, populationMeanSpend, type SpendHistory, type SpendParameters } from './spend/gamma-gamma';
export type { IndependenceCheck } from './spend/independence';
