import { ArgsType, byId, Customer, Field, type FieldContribution, ID, lookup } from '../sdk';
import { byIdentifier } from './customer-filter.sql';

@ArgsType()
class CustomerArgs {
  @Field(() => ID, { description: 'Id of the customer.' })
  id!: string;
}

@ArgsType()
class CustomerByIdentifierArgs {
  @Field({ description: 'System of the identifier, such as us-npi.' })
  system!: string;

  @Field({ description: 'The identifier itself.' })
  value!: string;
}

export const customerLookups: readonly FieldContribution[] = [
  {
    on: 'Query',
    name: 'customer',
    description: 'The customer with this id; null when there is none.',
    type: () => Customer,
    nullable: true,
    args: CustomerArgs,
    source: byId('Customer'),
  },
  {
    on: 'Query',
    name: 'customerByIdentifier',
    description: 'The customer that some system knows by this identifier; null when there is none.',
    type: () => Customer,
    nullable: true,
    args: CustomerByIdentifierArgs,
    source: lookup('Customer', {
      ...byIdentifier,
      value: (args) => {
        const { system, value } = args as CustomerByIdentifierArgs;
        return [system.trim(), value.trim()];
      },
    }),
  },
];
