export { createScoring } from './create-scoring';
export { type CurrentModel, currentModel } from './current-model';
export { ensureModel, type ModelServices } from './ensure-model';
export {
  type ChangedHook,
  changedHookMessage,
  changedHooks,
  fixtureOf,
  type HookCheckServices,
  hooksThatChanged,
} from './hook-fixture';
export { type LawfulBasis, putLawfulBases } from './lawful-basis.store';
export type { ModelInForce } from './model';
export type { ModelAdministration } from './models/administration';
export { type ClassJudge, seeingEverything } from './models/class-judge';
export type { ModelComparison } from './models/comparison';
export { type OpenModels, openModels } from './open-models';
export { checkConsistency } from './recalculation/consistency';
export { goOn } from './recalculation/recalculate';
export { requestRecalculation } from './recalculation/request';
export { rescoreFromLog } from './recalculation/rescore-from-log';
export type { RecalculationRun } from './recalculation/run.store';
export { type RefreshServices, refreshDirty, refreshDirtyWithin } from './refresh-dirty';
export { createRefresher, type Refresher, type RefresherOptions } from './refresher';
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
export { FigureLabelEnum } from './value-enums';
export { createValueReader, type ValueReader } from './value-reader';
export type { RelationshipValueData, ValueQuestion } from './values';
