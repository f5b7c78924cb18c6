import type { Ingest } from '../ingest';
import {
  Arg,
  Field,
  From,
  type GraphQLClass,
  ID,
  InputType,
  Interaction,
  Mutation,
  ObjectType,
  Resolver,
  referenceWithin,
  registerEnumType,
} from '../sdk';
import { decodeCustomerScopedId } from '../shared/global-id';

const RetractOutcomeEnum = {
  RETRACTED: 'retracted',
  ALREADY_RETRACTED: 'already-retracted',
  NOT_FOUND: 'not-found',
} as const;
registerEnumType(RetractOutcomeEnum, {
  name: 'RetractOutcome',
  description: 'What became of a contact that was to be retracted.',
  valuesConfig: {
    RETRACTED: { description: 'It no longer counts: value, figures and its ledger lines followed.' },
    ALREADY_RETRACTED: { description: 'It had been retracted before; nothing changed.' },
    NOT_FOUND: { description: 'There is no such contact.' },
  },
});

@InputType({ description: 'A contact to take back.' })
class RetractInteractionInput {
  @Field(() => ID, { description: 'Id of the contact.' })
  id!: string;
}

@ObjectType({ description: 'Answer to retractInteraction.' })
class RetractInteractionPayload {
  @Field(() => RetractOutcomeEnum, { description: 'What became of it.' })
  outcome!: string;

  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { nullable: true, description: 'The contact, which stays readable by its id.' })
  interaction?: Interaction | null;
}

/** The mutation by which a contact that never happened, or was recorded by mistake, is taken out of every figure. */
export function retractInteractionMutation(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class RetractInteraction {
    @Mutation(() => RetractInteractionPayload, { description: 'Takes a contact back, for good.' })
    async retractInteraction(
      @Arg('input', () => RetractInteractionInput, { description: 'The contact.' }) { id }: RetractInteractionInput,
    ): Promise<object> {
      const { customerId, id: interactionId } = decodeCustomerScopedId(id, 'Interaction');
      const outcome = await services.ingest.retract({ customerId, interactionId });
      return {
        outcome: outcome ?? RetractOutcomeEnum.NOT_FOUND,
        customer_id: customerId,
        interaction_id: interactionId,
      };
    }
  }
  return RetractInteraction;
}
