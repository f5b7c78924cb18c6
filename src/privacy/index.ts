export { createReadAudit, type RunningReadAudit } from './audit/read-audit';
export { erasureMarks } from './erasure/marks.store';
export { openPrivacyKeys } from './keys/open-keys';
export { type PrivacyKeys, privacyKeys } from './keys/privacy-keys';
export { createPrivacyOffice, type PrivacyOffice } from './office';
