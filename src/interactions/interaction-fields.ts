import { Brand, Content, Customer, column, type FieldContribution, reference, TeamMember } from '../sdk';

export const interactionFields: readonly FieldContribution[] = [
  {
    on: 'Interaction',
    name: 'customer',
    description: 'The customer.',
    type: () => Customer,
    source: reference('Customer', 'customer_id'),
  },
  {
    on: 'Interaction',
    name: 'brand',
    description: 'Brand it was about; null when none is named.',
    type: () => Brand,
    nullable: true,
    source: reference('Brand', 'brand_id'),
  },
  {
    on: 'Interaction',
    name: 'actor',
    description: 'Team member who took part; null when none is named.',
    type: () => TeamMember,
    nullable: true,
    source: reference('TeamMember', 'actor_id'),
  },
  {
    on: 'Interaction',
    name: 'content',
    description: 'Approved content that was used; null when none is named.',
    type: () => Content,
    nullable: true,
    source: reference('Content', 'content_id'),
  },
  {
    on: 'Interaction',
    name: 'againstClosure',
    description: 'True when we made this contact after the customer had closed the channel.',
    type: () => Boolean,
    source: column('against_closure'),
  },
];
