import type { Database } from '../../db/database';
import { Arg, Ctx, Field, type GraphQLClass, ID, InputType, Mutation, type ReadContext, Resolver } from '../../sdk';
import { uuidKey } from '../../shared/global-id';
import { visibleCustomer } from '../visible-customer';
import { type ErasureServices, erasePerson } from './erase';
import type { ErasureGround } from './erasure.store';
import { EraseCustomerPayload, ErasureGroundEnum, ReleaseErasureMarksPayload } from './erasure-types';
import { releaseMarks } from './marks.store';
import { shownErasures } from './show';

@InputType({ description: 'Whom to erase.' })
class EraseCustomerInput {
  @Field(() => ID, { description: 'The customer. Look at erasurePreview first: an erasure cannot be undone.' })
  customerId!: string;

  @Field(() => ErasureGroundEnum, { description: 'Why.' })
  ground!: ErasureGround;
}

@InputType({ description: 'Whom to let in again.' })
class ReleaseErasureMarksInput {
  @Field(() => ID, { description: 'Id of the erasure.' })
  erasureId!: string;
}

export type ErasureMutationServices = ErasureServices & { readonly database: Pick<Database, 'transaction'> };

export function erasureMutations(services: ErasureMutationServices): GraphQLClass {
  @Resolver()
  class ErasureMutations {
    @Mutation(() => EraseCustomerPayload, {
      description:
        'Removes everything held on a customer, from core, plugins and queues, at once or not at all. Records that name the person are not taken in again.',
    })
    async eraseCustomer(
      @Arg('input', () => EraseCustomerInput, { description: 'The customer.' }) input: EraseCustomerInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const customerId = await visibleCustomer(context, input.customerId);
      const requestedBy = context.principal.subject;
      const { id } = await erasePerson(services, { customerId, ground: input.ground, requestedBy, at: context.now });
      const [erasure] = await shownErasures(context.reader, services.privacyKeys(), { id, limit: 1 });
      return { erasure };
    }

    @Mutation(() => ReleaseErasureMarksPayload, {
      description: 'Lets records of an erased person be taken in again, as when the person comes back.',
    })
    async releaseErasureMarks(
      @Arg('input', () => ReleaseErasureMarksInput, { description: 'The erasure.' }) input: ReleaseErasureMarksInput,
    ): Promise<object> {
      const erasureId = uuidKey(input.erasureId, 'Erasure');
      return { released: await services.database.transaction((writer) => releaseMarks(writer, erasureId)) };
    }
  }
  return ErasureMutations;
}
