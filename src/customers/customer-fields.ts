import { type FieldContribution, list, type OrderTerm, reference, Territory } from '../sdk';
import { Address, ChannelClosure, ContactPoint, CustomerIdentifier, Licence, OtherName } from './customer-parts';

/** A customer with more entries than this in one list is a fault of the data. */
const mostParts = 500;

const bySource: readonly OrderTerm[] = [
  { sql: 't.source', type: 'text', direction: 'asc' },
  { sql: 't.ordinal', type: 'int', direction: 'asc' },
];

const partsOf = (type: string, orderBy = bySource): FieldContribution['source'] =>
  list({ type, key: 'customer_id', orderBy, limit: mostParts });

export const customerFields: readonly FieldContribution[] = [
  {
    on: 'Customer',
    name: 'identifiers',
    description: 'All identifiers, by system and value.',
    type: () => [CustomerIdentifier],
    source: partsOf('CustomerIdentifier', [
      { sql: 't.system', type: 'text', direction: 'asc' },
      { sql: 't.value', type: 'text', direction: 'asc' },
    ]),
  },
  {
    on: 'Customer',
    name: 'otherNames',
    description: 'Former and further names.',
    type: () => [OtherName],
    source: partsOf('OtherName'),
  },
  {
    on: 'Customer',
    name: 'contactPoints',
    description: 'Telephone numbers, mail and web addresses.',
    type: () => [ContactPoint],
    source: partsOf('ContactPoint'),
  },
  {
    on: 'Customer',
    name: 'addresses',
    description: 'Postal addresses.',
    type: () => [Address],
    source: partsOf('Address'),
  },
  {
    on: 'Professional',
    name: 'licences',
    description: 'Licences to practise.',
    type: () => [Licence],
    source: partsOf('Licence'),
  },
  {
    on: 'Customer',
    name: 'territory',
    description: 'Area of responsibility the customer belongs to.',
    type: () => Territory,
    nullable: true,
    source: reference('Territory', 'territory_id'),
  },
  {
    on: 'Customer',
    name: 'closedChannels',
    description: 'Channels through which the customer does not want to be contacted.',
    type: () => [ChannelClosure],
    source: partsOf('ChannelClosure', [{ sql: 't.channel', type: 'text', direction: 'asc' }]),
  },
];
