import {
  ArgsType,
  Customer,
  connection,
  connectionType,
  Field,
  type FieldContribution,
  type OrderTerm,
  PageArgs,
  registerEnumType,
} from '../sdk';
import { CustomerFilter } from './customer-filter';
import { customerFilters } from './customer-filter.sql';

export const CustomerConnection = connectionType('Customer', () => Customer);

const CustomerOrderEnum = {
  NAME_ASC: 'NAME_ASC',
  NAME_DESC: 'NAME_DESC',
  VALUE_DESC: 'VALUE_DESC',
  UPDATED_DESC: 'UPDATED_DESC',
} as const;
registerEnumType(CustomerOrderEnum, {
  name: 'CustomerOrder',
  description: 'Orders of a list of customers.',
  valuesConfig: {
    NAME_ASC: { description: 'By the name shown, without regard to case.' },
    NAME_DESC: { description: 'By the name shown, from the end of the alphabet.' },
    VALUE_DESC: { description: 'By the index of the stored value, highest first. Show the grade beside it.' },
    UPDATED_DESC: { description: 'By the last change of master data, latest first.' },
  },
});

@ArgsType()
class CustomersArgs extends PageArgs {
  @Field(() => CustomerFilter, { nullable: true, description: 'Which customers; absent: all you may see.' })
  filter?: CustomerFilter;

  @Field(() => CustomerOrderEnum, { defaultValue: CustomerOrderEnum.NAME_ASC, description: 'In which order.' })
  orderBy?: string;
}

const name = (direction: OrderTerm['direction']): OrderTerm => ({
  sql: 'lower(t.display_name)',
  type: 'text',
  direction,
});
const id = (direction: OrderTerm['direction']): OrderTerm => ({ sql: 't.id', type: 'bigint', direction });

export const customerList: FieldContribution = {
  on: 'Query',
  name: 'customers',
  description: 'Customers, filtered and ordered.',
  type: () => CustomerConnection,
  args: CustomersArgs,
  source: connection({
    type: 'Customer',
    orderings: {
      NAME_ASC: { terms: [name('asc'), id('asc')] },
      NAME_DESC: { terms: [name('desc'), id('desc')] },
      // Every customer has a stored value from its first record on, so the join loses none who may be seen with it.
      VALUE_DESC: {
        join: (visible) =>
          `join core.customer_value v on v.customer_id = t.id and ${visible.ofVisibleCustomer('core.customer_value', 'v')}`,
        terms: [
          { sql: 'v.rvi', type: 'float8', direction: 'desc' },
          { sql: 'v.customer_id', type: 'bigint', direction: 'desc' },
        ],
      },
      UPDATED_DESC: { terms: [{ sql: 't.updated_at', type: 'timestamptz', direction: 'desc' }, id('desc')] },
    },
    filters: customerFilters,
  }),
};
