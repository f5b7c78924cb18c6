/** What a payment is evidence of: a meal shared, a talk given, or money alone. */
export type PaymentEvidence = 'meal' | 'talk' | 'money';

/** Beginnings of the official natures that say the physician spoke or taught, in all program years, lower case. */
const talks: readonly string[] = [
  'compensation for serving as faculty or as a speaker',
  'compensation for services other than consulting, including serving as faculty or as a speaker',
  'honoraria',
];

export function evidenceOf(nature: string): PaymentEvidence {
  const text = nature.toLowerCase();
  if (text === 'food and beverage') return 'meal';
  return talks.some((talk) => text.startsWith(talk)) ? 'talk' : 'money';
}
