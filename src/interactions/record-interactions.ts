import { type NamedCustomer, nameCustomers } from '../customers';
import type { Ingest, Outcome } from '../ingest';
import { type RecordDraft, takeRecords } from '../review';
import {
  Arg,
  Ctx,
  Field,
  type GraphQLClass,
  Int,
  type InteractionRecord,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
} from '../sdk';
import { InteractionOutcome, interactionOutcome } from './interaction-outcome';
import { type InteractionInput, RecordInteractionsInput } from './record-interactions.input';

@ObjectType({ description: 'Answer to recordInteractions.' })
class RecordInteractionsPayload {
  @Field(() => [InteractionOutcome], { description: 'One outcome for each item, in the order given.' })
  outcomes!: InteractionOutcome[];

  @Field(() => Int, { description: 'How many were stored.' })
  recorded!: number;

  @Field(() => Int, { description: 'How many had come before with the same body.' })
  repeated!: number;

  @Field(() => Int, { description: 'How many replaced an earlier body.' })
  corrected!: number;

  @Field(() => Int, { description: 'How many were faulty.' })
  rejected!: number;

  @Field(() => Int, { description: 'How many wait for something they name, or for the plugin of their type.' })
  waiting!: number;
}

/** The mutation by which other systems report contacts one by one or in batches. */
export function recordInteractionsMutation(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class RecordInteractions {
    @Mutation(() => RecordInteractionsPayload, {
      description: 'Records contacts, all in one transaction. A faulty item rejects itself, not the others.',
    })
    async recordInteractions(
      @Arg('input', () => RecordInteractionsInput, { description: 'The contacts.' })
      { source, items }: RecordInteractionsInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const customers = await nameCustomers(context, items.map(customerOf));
      const drafts = items.map((item, index) => draftOf(source, item, customers[index] as NamedCustomer));
      const outcomes = await takeRecords(services.ingest, drafts, context.principal);
      return {
        // Many a sender only wants the counts.
        outcomes: () => outcomes.map((outcome, index) => interactionOutcome(outcome, items[index]?.sourceKey ?? '')),
        ...countsOf(outcomes),
      };
    }
  }
  return RecordInteractions;
}

const customerOf = ({ customer }: InteractionInput): InteractionInput['customer'] => customer;

/** An item must say when it happened, in one of two ways. */
function draftOf(source: string, input: InteractionInput, customer: NamedCustomer): RecordDraft {
  const { occurredAt, occurredOn } = input;
  if ((occurredAt == null) === (occurredOn == null)) {
    const reason = 'Give occurredAt or occurredOn, exactly one of the two.';
    return { rejected: { code: 'RECORD_MALFORMED', reason }, input };
  }
  if ('rejected' in customer) return { rejected: customer.rejected, input };
  return { record: recordOf(source, input, customer.keys, occurredAt?.toISOString() ?? occurredOn ?? '') };
}

/** What the input leaves out, the record does not name. */
function recordOf(
  source: string,
  { sourceKey, type, direction, brand, actor, content, count, details }: InteractionInput,
  customer: InteractionRecord['customer'],
  occurredAt: string,
): InteractionRecord {
  const record: Writable<InteractionRecord> = {
    kind: 'interaction',
    source,
    sourceKey,
    type,
    customer,
    occurredAt,
    details: details ?? {},
  };
  if (direction != null) record.direction = direction;
  if (brand != null) record.brand = brand;
  if (actor != null) record.actor = actor;
  if (content != null) record.content = content;
  if (count != null) record.count = count;
  return record;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function countsOf(outcomes: readonly Outcome[]): object {
  const count = (...statuses: readonly Outcome['status'][]) =>
    outcomes.filter(({ status }) => statuses.includes(status)).length;
  return {
    recorded: count('accepted'),
    repeated: count('repeated'),
    corrected: count('corrected'),
    rejected: count('rejected', 'filtered'),
    waiting: count('waiting'),
  };
}
