import { draftsAbout } from '../customers';
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
import { given } from '../shared/given';
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

  @Field(() => Int, { description: 'How many wait for something they name.' })
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
      const drafts = await draftsAbout(context, items, (item, customer) => ({
        ...interactionRecord(item),
        source,
        customer,
      }));
      const dated = drafts.map((draft, index) => withTime(draft, items[index] as InteractionInput));
      const outcomes = await takeRecords(services.ingest, dated, context.principal);
      return {
        outcomes: outcomes.map((outcome, index) => interactionOutcome(outcome, items[index]?.sourceKey ?? '')),
        ...countsOf(outcomes),
      };
    }
  }
  return RecordInteractions;
}

function interactionRecord(item: Omit<InteractionInput, 'customer'>): Omit<InteractionRecord, 'source' | 'customer'> {
  const { occurredAt, occurredOn, details = {}, ...rest } = given(item);
  return { kind: 'interaction', ...rest, details, occurredAt: occurredAt?.toISOString() ?? occurredOn ?? '' };
}

/** An item must say when it happened, in one of the two ways. */
function withTime(draft: RecordDraft, input: InteractionInput): RecordDraft {
  if ((input.occurredAt == null) !== (input.occurredOn == null)) return draft;
  return {
    rejected: { code: 'RECORD_MALFORMED', reason: 'Give occurredAt or occurredOn, exactly one of the two.' },
    input,
  };
}

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
