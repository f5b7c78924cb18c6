export { createScoring } from './create-scoring';
export { ensureModel, type ModelServices } from './ensure-model';
export type { ModelInForce } from './model';
export { type RefreshServices, refreshDirty, refreshDirtyWithin } from './refresh-dirty';
export type {
  EventKey,
  EventToScore,
  ScoredContribution,
  ScoredEvent,
  ScoredEvidence,
  Scoring,
  ScoringFault,
  TouchCost,
} from './scoring';
export { createValueReader, type ValueReader } from './value-reader';
export type { RelationshipValueData, ValueQuestion } from './values';
