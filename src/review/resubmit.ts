import type { Deliveries, Ingest, Outcome } from '../ingest';
import {
  Arg,
  Field,
  type GraphQLClass,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  RapportError,
  Resolver,
} from '../sdk';
import { readIds } from './discard';
import { maximumRecords, RecordProblem, RecordStatusEnum, recordAnswer } from './outcome';

@InputType({ description: 'Records and deliveries to send through the intake again.' })
class ResubmitSetAsideRecordsInput {
  @Field(() => [ID], { nullable: true, description: 'Ids of waiting records; absent: those that wait longest.' })
  ids?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Id of a plugin: what waits because it failed or did not run, dead letters included, and what was rejected while nobody knew its type.',
  })
  plugin?: string | null;

  @Field(() => Int, {
    defaultValue: maximumRecords,
    description: `How many at most when no ids are given, 1 to ${maximumRecords}.`,
  })
  limit!: number;
}

@ObjectType({ description: 'What became of one record that was sent again.' })
class ResubmittedRecord {
  @Field(() => RecordStatusEnum, { description: 'What became of it.' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Its key in its system.' })
  sourceKey!: string | null;

  @Field(() => RecordProblem, { nullable: true, description: 'Why it was not stored; null when it was.' })
  problem!: RecordProblem | null;
}

@ObjectType({ description: 'Answer to resubmitSetAsideRecords.' })
class ResubmitSetAsideRecordsPayload {
  @Field(() => [ResubmittedRecord], { description: 'One outcome for each record sent again.' })
  outcomes!: ResubmittedRecord[];
}

export function resubmitMutation(services: {
  readonly ingest: Ingest;
  readonly deliveries: Pick<Deliveries, 'replay'>;
}): GraphQLClass {
  @Resolver()
  class ResubmitSetAsideRecords {
    @Mutation(() => ResubmitSetAsideRecordsPayload, {
      description:
        'Sends waiting records through the intake again, and deliveries through their adapter. Those that still wait stay in the queue.',
    })
    async resubmitSetAsideRecords(
      @Arg('input', () => ResubmitSetAsideRecordsInput, { description: 'The records.' })
      input: ResubmitSetAsideRecordsInput,
    ): Promise<object> {
      const { limit } = input;
      if (limit < 1 || limit > maximumRecords) {
        throw new RapportError('BAD_INPUT', `input.limit is ${limit}; it must be 1 to ${maximumRecords}.`);
      }
      const outcomes = await resubmitted(services, input);
      return {
        outcomes: outcomes.map((outcome) => ({ ...recordAnswer(outcome), sourceKey: outcome.sourceKey ?? null })),
      };
    }
  }
  return ResubmitSetAsideRecords;
}

/** What waits for a plugin may be a whole delivery, and may have been given up. */
async function resubmitted(
  { ingest, deliveries }: Parameters<typeof resubmitMutation>[0],
  { ids, plugin, limit }: ResubmitSetAsideRecordsInput,
): Promise<readonly Outcome[]> {
  if (ids == null && plugin == null) return (await ingest.resubmit({ limit })).outcomes;
  return deliveries.replay({
    ...(ids == null ? { limit } : { ids: readIds(ids), limit: ids.length }),
    ...(plugin == null ? {} : { plugin }),
  });
}
