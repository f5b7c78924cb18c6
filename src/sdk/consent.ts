/** What a person may be contacted for, or data of a person be kept for. @since 0.1.0 */
export const consentPurposes = ['campaign', 'medical-inquiry', 'service', 'analysis'] as const;

/** What a customer may consent to. @since 0.1.0 */
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * Why data may be kept. `consent`: only while the customer allows the interaction type's channel for this purpose. What has
 * no basis of its own is kept because law asks for it or because of a legitimate interest, whatever the customer consents to.
 *
 * @since 0.1.0
 */
export interface LegalBasis {
  readonly kind: 'consent';
  readonly purpose: ConsentPurpose;
}
