import type { Outcome } from '../ingest';
import { RecordProblem, recordAnswer } from '../review';
import { Field, From, type GraphQLClass, Int, Interaction, InterfaceType, ObjectType, referenceWithin } from '../sdk';

@InterfaceType({
  description: 'What became of one contact that was to be recorded.',
  autoRegisterImplementations: false,
  resolveType: (outcome: { readonly __typename: string }) => outcome.__typename,
})
export abstract class InteractionOutcome {
  @Field(() => Int, { description: 'Which of the items it is, counting from 1.' })
  position!: number;

  @Field({ description: 'Key of the contact in its system, as given.' })
  sourceKey!: string;
}

/** An outcome with the stored contact. */
function storedOutcome(name: string, description: string): GraphQLClass {
  @ObjectType(name, { implements: InteractionOutcome, description })
  class StoredOutcome extends InteractionOutcome {
    @From(referenceWithin('Interaction', 'interaction_id'))
    @Field(() => Interaction, { nullable: true, description: 'The contact as stored; null when you may not see it.' })
    interaction?: Interaction | null;
  }
  return StoredOutcome;
}

/** An outcome with the reason why the contact was not stored. */
function unstoredOutcome(name: string, description: string): GraphQLClass {
  @ObjectType(name, { implements: InteractionOutcome, description })
  class UnstoredOutcome extends InteractionOutcome {
    @Field(() => RecordProblem, { description: 'Why it was not stored, and where it is kept.' })
    problem!: RecordProblem;
  }
  return UnstoredOutcome;
}

export const interactionOutcomes: readonly GraphQLClass[] = [
  storedOutcome('InteractionRecorded', 'The contact is stored.'),
  storedOutcome('InteractionRepeated', 'The contact came before with the same body; nothing changed.'),
  storedOutcome('InteractionCorrected', 'The contact came before with another body, which is retracted now.'),
  unstoredOutcome('InteractionRejected', 'The contact is faulty; it is kept with the reason and changed nothing.'),
  unstoredOutcome(
    'InteractionWaiting',
    'The contact is sound but names something unknown; it waits and can be resubmitted.',
  ),
];

const typeNames: Readonly<Record<Outcome['status'], string>> = {
  accepted: 'InteractionRecorded',
  repeated: 'InteractionRepeated',
  corrected: 'InteractionCorrected',
  rejected: 'InteractionRejected',
  filtered: 'InteractionRejected',
  waiting: 'InteractionWaiting',
};

/** The outcome as an object of one of {@link interactionOutcomes}. */
export function interactionOutcome(outcome: Outcome, sourceKey: string): object {
  return {
    __typename: typeNames[outcome.status],
    position: outcome.position.line,
    sourceKey,
    customer_id: outcome.customerId ?? null,
    interaction_id: outcome.subjectId ?? null,
    problem: recordAnswer(outcome).problem,
  };
}
