import { registerEnumType } from '../graphql';

/** GraphQL value -> the word the database keeps. @since 0.1.0 */
export const CustomerKindEnum = {
  PROFESSIONAL: 'professional',
  ORGANIZATION: 'organization',
  CONSUMER: 'consumer',
  STAKEHOLDER: 'stakeholder',
} as const;
registerEnumType(CustomerKindEnum, {
  name: 'CustomerKind',
  description: 'What a customer is.',
  valuesConfig: {
    PROFESSIONAL: { description: 'A person who practises a health profession.' },
    ORGANIZATION: { description: 'A hospital, practice, pharmacy, payer or other body.' },
    CONSUMER: { description: 'A patient or consumer. Only service figures are computed by default.' },
    STAKEHOLDER: { description: 'Another person or body with a say, such as a patient association.' },
  },
});

/** GraphQL value -> the word the database keeps. @since 0.1.0 */
export const CustomerStatusEnum = { ACTIVE: 'active', INACTIVE: 'inactive' } as const;
registerEnumType(CustomerStatusEnum, {
  name: 'CustomerStatus',
  description: 'Whether the customer can be worked with.',
  valuesConfig: {
    ACTIVE: { description: 'In practice or in business.' },
    INACTIVE: { description: 'Retired, deceased, closed or deactivated by its registry.' },
  },
});

/** GraphQL value -> the word the database keeps. @since 0.1.0 */
export const DirectionEnum = { IN: 'in', OUT: 'out', MUTUAL: 'mutual' } as const;
registerEnumType(DirectionEnum, {
  name: 'InteractionDirection',
  description: 'Who turned to whom.',
  valuesConfig: {
    IN: { description: 'The customer turned to us.' },
    OUT: { description: 'We turned to the customer.' },
    MUTUAL: { description: 'Both took part, as in a held visit.' },
  },
});
