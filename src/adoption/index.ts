export {
  type AdoptionEvidenceData,
  type AdoptionReader,
  type BrandAdoptionData,
  createAdoptionReader,
} from './adoption-reader';
export {
  climb,
  type LadderItem,
  type LadderParameters,
  type LadderState,
  type LadderStep,
  type StageNumber,
} from './ladder';
export { stageJudge } from './stage-judge';
