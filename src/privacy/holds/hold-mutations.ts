import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import {
  Arg,
  Ctx,
  DateTime,
  Field,
  type GraphQLClass,
  ID,
  InputType,
  Mutation,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
} from '../../sdk';
import { decodeCustomerScopedId, encodeGlobalId } from '../../shared/global-id';
import { type Area, areaNames } from '../erasure/subject-tables.sql';
import { visibleCustomer } from '../visible-customer';
import { LegalHold, SubjectAreaEnum } from './hold-types';
import { type LegalHoldRow, placeHold, releaseHold } from './holds.store';

@InputType({ description: 'A legal hold to place.' })
class PlaceLegalHoldInput {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;

  @Field(() => [SubjectAreaEnum], { nullable: true, description: 'What it keeps; absent: everything.' })
  areas?: Area[] | null;

  @Field({ description: 'Why, such as the number of a case.' })
  reason!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; absent: when it is released.' })
  endsAt?: Date | null;
}

@InputType({ description: 'A legal hold to release.' })
class ReleaseLegalHoldInput {
  @Field(() => ID, { description: 'Id of the hold.' })
  id!: string;
}

@ObjectType({ description: 'Answer to placeLegalHold and releaseLegalHold.' })
class LegalHoldPayload {
  @Field(() => LegalHold, { description: 'The hold as it stands now.' })
  hold!: LegalHold;
}

/** A hold as the API shows it. */
export function shownHold({ customerId, id, ...hold }: LegalHoldRow): LegalHold {
  return { id: encodeGlobalId('LegalHold', customerId, id), ...hold };
}

export interface HoldServices {
  readonly database: Pick<Database, 'transaction'>;
}

export function holdMutations({ database }: HoldServices): GraphQLClass {
  @Resolver()
  class LegalHolds {
    @Mutation(() => LegalHoldPayload, { description: 'Keeps data of a customer from being erased.' })
    async placeLegalHold(
      @Arg('input', () => PlaceLegalHoldInput, { description: 'The hold.' }) input: PlaceLegalHoldInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const customerId = await visibleCustomer(context, input.customerId);
      const reason = input.reason.trim();
      const endsAt = input.endsAt ?? null;
      if (reason === '') throw new RapportError('BAD_INPUT', 'input.reason is empty. Say why the data are kept.');
      if (endsAt !== null && endsAt <= context.now) throw new RapportError('BAD_INPUT', 'input.endsAt has passed.');
      if (input.areas?.length === 0)
        throw new RapportError('BAD_INPUT', 'input.areas is empty. Leave it out to keep everything.');
      const placed = { placedBy: context.principal.subject, placedAt: context.now, endsAt };
      const hold = { customerId, id: randomUUID(), areas: [...new Set(input.areas ?? areaNames)], reason, ...placed };
      if (!(await database.transaction((writer) => placeHold(writer, hold)))) throw missing('customer');
      return { hold: shownHold({ ...hold, releasedAt: null, releasedBy: null }) };
    }

    @Mutation(() => LegalHoldPayload, { description: 'Releases a legal hold; what it kept can be erased.' })
    async releaseLegalHold(
      @Arg('input', () => ReleaseLegalHoldInput, { description: 'The hold.' }) input: ReleaseLegalHoldInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const key = decodeCustomerScopedId(input.id, 'LegalHold');
      await visibleCustomer(context, encodeGlobalId('Customer', key.customerId));
      const by = { by: context.principal.subject, at: context.now };
      const hold = await database.transaction((writer) => releaseHold(writer, key, by));
      if (hold === null) throw missing('legal hold');
      return { hold: shownHold(hold) };
    }
  }
  return LegalHolds;
}

const missing = (what: string): RapportError => new RapportError('NOT_FOUND', `There is no ${what} with this id.`);
