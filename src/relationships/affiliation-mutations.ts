import { CustomerRecordInput, CustomerReferenceInput, nameCustomers } from '../customers';
import type { Ingest, Outcome } from '../ingest';
import { type RecordDraft, RecordPayload, recordAnswer, takeRecord } from '../review';
import {
  Arg,
  CalendarDate,
  Ctx,
  Field,
  From,
  type GraphQLClass,
  ID,
  InputType,
  Mutation,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
  referenceWithin,
} from '../sdk';
import { given } from '../shared/given';
import { decodeCustomerScopedId } from '../shared/global-id';
import { Affiliation } from './affiliation';
import { affiliationRecord } from './ties.store';

@InputType({ description: 'A tie between two customers, such as a physician who practises at a hospital.' })
class AddAffiliationInput extends CustomerRecordInput {
  @Field(() => CustomerReferenceInput, { description: 'The customer whose role it is: the physician.' })
  override customer!: CustomerReferenceInput;

  @Field(() => CustomerReferenceInput, { description: 'The customer at the other end: the hospital.' })
  other!: CustomerReferenceInput;

  @Field({ description: 'What the tie is, such as practises at, refers to or trained by.' })
  role!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'First day.' })
  since?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; absent while it lasts.' })
  until?: string | null;
}

@InputType({ description: 'The end of an affiliation.' })
class EndAffiliationInput {
  @Field(() => ID, { description: 'Id of the affiliation, from either side.' })
  id!: string;

  @Field(() => CalendarDate, { description: 'Last day.' })
  until!: string;
}

@ObjectType({ description: 'Answer to addAffiliation and endAffiliation.' })
class AffiliationPayload extends RecordPayload {
  @From(referenceWithin('Affiliation', 'affiliation_id'))
  @Field(() => Affiliation, { nullable: true, description: 'The affiliation as stored, seen from the first customer.' })
  affiliation?: Affiliation | null;
}

export function affiliationMutations(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class AffiliationMutations {
    @Mutation(() => AffiliationPayload, { description: 'Ties a customer to another customer.' })
    async addAffiliation(
      @Arg('input', () => AddAffiliationInput, { description: 'The affiliation.' }) input: AddAffiliationInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      return payload(await takeRecord(services.ingest, await affiliationDraft(context, input), context.principal));
    }

    @Mutation(() => AffiliationPayload, {
      description: 'Gives an affiliation a last day. It stays readable, and sending its record again reopens it.',
    })
    async endAffiliation(
      @Arg('input', () => EndAffiliationInput, { description: 'The affiliation and its last day.' })
      { id, until }: EndAffiliationInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const record = await affiliationRecord(context.reader, decodeCustomerScopedId(id, 'Affiliation'));
      if (record === null) throw new RapportError('NOT_FOUND', 'There is no affiliation with this id.');
      return payload(await takeRecord(services.ingest, { record: { ...record, until } }, context.principal));
    }
  }
  return AffiliationMutations;
}

/** The first end that cannot be named rejects the record. */
async function affiliationDraft(context: ReadContext, input: AddAffiliationInput): Promise<RecordDraft> {
  const { customer, other, ...rest } = input;
  const [from, to] = await nameCustomers(context, [customer, other]);
  if ('rejected' in from) return { rejected: from.rejected, input };
  if ('rejected' in to) return { rejected: to.rejected, input };
  return { record: { kind: 'affiliation', ...given(rest), customer: from.keys, other: to.keys } };
}

function payload(outcome: Outcome): object {
  return {
    ...recordAnswer(outcome),
    customer_id: outcome.customerId ?? null,
    affiliation_id: outcome.subjectId ?? null,
  };
}
