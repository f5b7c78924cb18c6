import type { Contributions } from '../sdk';
import { accessFields, accessMutation } from './access/access-api';
import { accessJobs } from './access/collect';
import { auditFields } from './audit/audit-fields';
import { type ContactServices, consentFields } from './consent/consent-fields';
import { consentMutations, type RecordConsentServices } from './consent/record-consent';
import { erasureFields } from './erasure/erasure-fields';
import { type ErasureMutationServices, erasureMutations } from './erasure/erasure-mutations';
import { holdMutations } from './holds/hold-mutations';

export type PrivacyServices = ContactServices & RecordConsentServices & ErasureMutationServices;

/** Consent, and what a person may ask of us: a copy of everything, and that it be forgotten. */
export function privacyModule(services: PrivacyServices): Contributions {
  return {
    fields: [...consentFields(services), ...erasureFields(services), ...accessFields, ...auditFields],
    resolvers: [
      consentMutations(services),
      holdMutations(services),
      erasureMutations(services),
      accessMutation(services),
    ],
    jobs: accessJobs(services),
  };
}
