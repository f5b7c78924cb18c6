export { type Assessment, assess } from './assessment';
export { areDistinguishable, type StabilityInterval, stabilityInterval } from './bootstrap/stability';
export { uniformOf } from './bootstrap/weights';
export { bucketHalfLives } from './bucket-half-lives';
export {
  addBuckets,
  type Bucket,
  type Buckets,
  bucketsOf,
  type DecayedSum,
  decayedSum,
  horizonEpochs,
  noBuckets,
  subtractBuckets,
} from './buckets';
export { type CalendarDay, calendarDay } from './calendar-day';
export { dailyFactor } from './caps';
export { changesBetween, type TopicChange } from './change';
export { type ComponentId, componentIds } from './component';
export { evidenceDigest } from './digest';
export { type Engagement, effectiveWeight, engagement, type SignalShare } from './engagement';
export { amountLimit, dayMs, epochPosition, pow2Fraction, q30Of, scaledAmount } from './epoch';
export { eventLines } from './event-lines';
export { type EventReference, type Evidence, type MoneyItem, noEvidence, type Unconverted } from './evidence';
export { explain, type Sentence } from './explain';
export { type Grade, gradeOf } from './grade';
export { kendallTauB } from './kendall';
export { type Assessed, marginalLoss } from './leave-out';
export type { FigureLabel, Removal, ValueLine } from './line';
export { commonLines, linesBySignal, type Naming } from './lines';
export { type CountedContribution, countedRows, evidenceFromLog, type LoggedContribution } from './log-evidence';
export { canonicalJson, modelHash } from './model/canonical';
export { type Declared, defaultModel, type ModelDeclarations } from './model/default-model';
export { diffModels, editModel, type ModelChange, type ModelEdit } from './model/diff';
export {
  type ModelCost,
  type ModelDocument,
  type ModelSignal,
  modelDocumentSchema,
  parseModelDocument,
} from './model/document';
export { type Successor, successorModel } from './model/successor';
export {
  ExactSums,
  largestExactPart,
  mostExactParts,
  type PlannedFamily,
  type ValueInputs,
  type ValueNumbers,
  type ValuePlan,
  valueNumbers,
  valuePlan,
} from './numbers';
export { compareText, inKeyOrder } from './order';
export { contactPressure, type Touch, waitDays } from './pressure';
export { service } from './service';
export { type Topic, topicsOf } from './topics';
