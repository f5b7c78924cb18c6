import type { Ingest } from '../ingest';
import { RecordPayload, recordAnswer, takeRecord } from '../review';
import {
  Arg,
  Ctx,
  Customer,
  type CustomerRecord,
  Field,
  From,
  type GraphQLClass,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
  reference,
} from '../sdk';
import { given } from '../shared/given';
import { UpsertCustomerInput } from './upsert-customer.input';

@ObjectType({ description: 'Answer to upsertCustomer.' })
class UpsertCustomerPayload extends RecordPayload {
  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { nullable: true, description: 'The customer, when the record was stored.' })
  customer?: Customer | null;
}

/** The mutation by which other systems keep master data up to date. */
export function upsertCustomerMutation(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class UpsertCustomer {
    @Mutation(() => UpsertCustomerPayload, {
      description:
        'Stores master data of a customer: makes the customer, or changes the one that has an identifier given.',
    })
    async upsertCustomer(
      @Arg('input', () => UpsertCustomerInput, { description: 'The record.' }) input: UpsertCustomerInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      const outcome = await takeRecord(services.ingest, { record: customerRecord(input) }, principal);
      return { ...recordAnswer(outcome), customer_id: outcome.customerId ?? null };
    }
  }
  return UpsertCustomer;
}

function customerRecord(input: UpsertCustomerInput): CustomerRecord {
  const { kind, name, specialty, otherNames, licences, contactPoints, addresses, identifiers, ...rest } = given(input);
  return {
    kind: 'customer',
    customerKind: kind,
    identifiers: identifiers.map(given),
    ...rest,
    ...(name && { name: given(name) }),
    ...(specialty && { specialty: given(specialty) }),
    ...(otherNames && { otherNames: otherNames.map(given) }),
    ...(licences && { licences: licences.map(given) }),
    ...(contactPoints && { contactPoints: contactPoints.map(given) }),
    ...(addresses && { addresses: addresses.map(given) }),
  };
}
