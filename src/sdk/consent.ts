/** What a person may be contacted for, or data of a person be kept for. */
export const consentPurposes = ['campaign', 'medical-inquiry', 'service', 'analysis'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * Why data may be kept. `consent`: only while the customer allows the interaction type's channel for this purpose. What has
 * no basis of its own is kept because law asks for it or because of a legitimate interest, whatever the customer consents to.
 */
export interface LegalBasis {
  readonly kind: 'consent';
  readonly purpose: ConsentPurpose;
}
