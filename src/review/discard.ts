import type { Database } from '../db/database';
import {
  Arg,
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
  reference,
  registerEnumType,
} from '../sdk';
import { decodeUuidId } from '../shared/global-id';
import { maximumRecords } from './outcome';
import { discardSetAside } from './set-aside.store';
import { SetAsideRecord } from './set-aside-record';

const DiscardOutcomeEnum = {
  DISCARDED: 'discarded',
  ALREADY_RESOLVED: 'already-resolved',
  NOT_FOUND: 'not-found',
} as const;
registerEnumType(DiscardOutcomeEnum, {
  name: 'DiscardOutcome',
  description: 'What became of a record that was to be discarded.',
  valuesConfig: {
    DISCARDED: { description: 'It is closed.' },
    ALREADY_RESOLVED: { description: 'It had been stored or discarded before; nothing changed.' },
    NOT_FOUND: { description: 'There is no such record.' },
  },
});

@InputType({ description: 'Records to discard.' })
class DiscardSetAsideRecordsInput {
  @Field(() => [ID], { description: `Ids of the records, 1 to ${maximumRecords}.` })
  ids!: string[];

  @Field({ description: 'Why they are not needed; kept with each.' })
  reason!: string;
}

@ObjectType({ description: 'What became of one record.' })
class DiscardedRecord {
  @Field(() => DiscardOutcomeEnum, { description: 'What became of it.' })
  outcome!: string;

  @From(reference('SetAsideRecord', 'set_aside_id'))
  @Field(() => SetAsideRecord, { nullable: true, description: 'The record; null when there is none.' })
  record?: SetAsideRecord | null;
}

@ObjectType({ description: 'Answer to discardSetAsideRecords.' })
class DiscardSetAsideRecordsPayload {
  @Field(() => [DiscardedRecord], { description: 'One outcome for each id, in the order given.' })
  outcomes!: DiscardedRecord[];
}

export function discardMutation(services: { readonly database: Database }): GraphQLClass {
  @Resolver()
  class DiscardSetAsideRecords {
    @Mutation(() => DiscardSetAsideRecordsPayload, {
      description: 'Closes records of the review queue without storing them. They stay readable with the reason.',
    })
    async discardSetAsideRecords(
      @Arg('input', () => DiscardSetAsideRecordsInput, { description: 'The records.' })
      input: DiscardSetAsideRecordsInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const ids = readIds(input.ids);
      const resolution = `discarded by ${context.principal.subject}: ${input.reason}`;
      const closed = await services.database.transaction((writer) =>
        discardSetAside(writer, ids, resolution, context.now),
      );
      return { outcomes: ids.map((id) => ({ set_aside_id: id, outcome: outcomeOf(closed.get(id)) })) };
    }
  }
  return DiscardSetAsideRecords;
}

/** @throws RapportError BAD_INPUT, ID_INVALID */
export function readIds(ids: readonly string[]): readonly string[] {
  if (ids.length === 0 || ids.length > maximumRecords) {
    throw new RapportError('BAD_INPUT', `input.ids has ${ids.length} ids; one request takes 1 to ${maximumRecords}.`);
  }
  return ids.map((id) => decodeUuidId(id, 'SetAsideRecord'));
}

function outcomeOf(discarded: boolean | undefined): string {
  if (discarded === undefined) return DiscardOutcomeEnum.NOT_FOUND;
  return discarded ? DiscardOutcomeEnum.DISCARDED : DiscardOutcomeEnum.ALREADY_RESOLVED;
}
