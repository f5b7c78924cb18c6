export {
  maximumRecords,
  mutationDoor,
  type RecordAnswer,
  RecordPayload,
  RecordProblem,
  RecordStatusEnum,
  recordAnswer,
} from './outcome';
export { type RecordDraft, takeRecord, takeRecords } from './take-records';
