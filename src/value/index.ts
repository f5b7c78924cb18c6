export { bucketHalfLives } from './bucket-half-lives';
export {
  addBuckets,
  type Bucket,
  type Buckets,
  type DecayedSum,
  decayedSum,
  noBuckets,
  subtractBuckets,
} from './buckets';
export { type CalendarDay, calendarDay } from './calendar-day';
export { dailyFactor } from './caps';
export { type ComponentId, componentIds } from './component';
export { type Engagement, effectiveWeight, engagement, type SignalShare } from './engagement';
export { amountLimit, dayMs, epochPosition, pow2Fraction, q30Of } from './epoch';
export { type Grade, gradeOf } from './grade';
export { canonicalJson, modelHash } from './model/canonical';
export { type Declared, defaultModel, type ModelDeclarations } from './model/default-model';
export { type ModelCost, type ModelDocument, type ModelSignal, parseModelDocument } from './model/document';
export { type Successor, successorModel } from './model/successor';
export { compareText, inKeyOrder } from './order';
