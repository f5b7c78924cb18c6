import { CustomerRecordInput, draftAbout } from '../customers';
import type { Ingest, Outcome } from '../ingest';
import { RecordPayload, recordAnswer, takeRecord } from '../review';
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
import { Relationship } from './relationship';
import { relationshipRecord } from './ties.store';

@InputType({ description: 'A tie between a customer and our side: a team member or a brand, exactly one of them.' })
class AssignRelationshipInput extends CustomerRecordInput {
  @Field(() => String, { nullable: true, description: 'Code of the team member.' })
  teamMember?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the brand.' })
  brand?: string | null;

  @Field({ description: 'What the tie is, such as account owner or medical contact.' })
  role!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'First day.' })
  since?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; absent while it lasts.' })
  until?: string | null;
}

@InputType({ description: 'The end of a relationship.' })
class EndRelationshipInput {
  @Field(() => ID, { description: 'Id of the relationship.' })
  id!: string;

  @Field(() => CalendarDate, { description: 'Last day.' })
  until!: string;
}

@ObjectType({ description: 'Answer to assignRelationship and endRelationship.' })
class RelationshipPayload extends RecordPayload {
  @From(referenceWithin('Relationship', 'relationship_id'))
  @Field(() => Relationship, { nullable: true, description: 'The relationship as stored.' })
  relationship?: Relationship | null;
}

export function relationshipMutations(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class RelationshipMutations {
    @Mutation(() => RelationshipPayload, { description: 'Ties a customer to a team member or a brand.' })
    async assignRelationship(
      @Arg('input', () => AssignRelationshipInput, { description: 'The relationship.' }) input: AssignRelationshipInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const draft = await draftAbout(context, input, (relationship, customer) => ({
        kind: 'relationship',
        ...given(relationship),
        customer,
      }));
      return payload(await takeRecord(services.ingest, draft, context.principal));
    }

    @Mutation(() => RelationshipPayload, {
      description: 'Gives a relationship a last day. It stays readable, and sending its record again reopens it.',
    })
    async endRelationship(
      @Arg('input', () => EndRelationshipInput, { description: 'The relationship and its last day.' })
      { id, until }: EndRelationshipInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const record = await relationshipRecord(context.reader, decodeCustomerScopedId(id, 'Relationship'));
      if (record === null) throw new RapportError('NOT_FOUND', 'There is no relationship with this id.');
      return payload(await takeRecord(services.ingest, { record: { ...record, until } }, context.principal));
    }
  }
  return RelationshipMutations;
}

function payload(outcome: Outcome): object {
  return {
    ...recordAnswer(outcome),
    customer_id: outcome.customerId ?? null,
    relationship_id: outcome.subjectId ?? null,
  };
}
