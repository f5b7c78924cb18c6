export { consentsOf, type StoredConsent } from './consents.store';
export {
  type ContactAnswer,
  type ContactQuestion,
  type ContactReason,
  type ContactReasonCode,
  type ContactRules,
  contactReasons,
  createContactRules,
} from './contact-rules';
export { type ConsentEvent, type ConsentJudgement, type ConsentQuestion, judgeConsent } from './judge';
