import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { customerFields } from './customer-fields';
import { customerList } from './customer-list';
import { customerLookups } from './customer-lookup';
import { upsertCustomerMutation } from './upsert-customer';

export interface CustomersServices {
  readonly ingest: Ingest;
}

export function customersModule(services: CustomersServices): Contributions {
  return {
    fields: [...customerLookups, customerList, ...customerFields],
    resolvers: [upsertCustomerMutation(services)],
  };
}
