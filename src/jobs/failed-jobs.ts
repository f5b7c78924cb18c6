import type { Database } from '../db/database';
import {
  Arg,
  ArgsType,
  batch,
  type Contributions,
  DateTime,
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
import { decodeIntegerId, encodeGlobalId } from '../shared/global-id';
import { type FailedJob, failedJobs, retryFailedJobs } from './failed-jobs.store';

const mostJobs = 200;

@ObjectType('FailedJob', { description: 'A job that failed so often that it is no longer tried: a dead letter.' })
class FailedJobType {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field({ description: 'Id of the job, as its plugin declares it.' })
  job!: string;

  @Field({ description: 'Id of the plugin it belongs to, or core.' })
  plugin!: string;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field({ description: 'How the last attempt failed.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  askedAt!: Date;

  @Field(() => DateTime, { description: 'When the last attempt failed.' })
  failedAt!: Date;
}

@ArgsType()
class FailedJobsArgs {
  @Field(() => String, { nullable: true, description: 'Only those of this plugin; core: those of the platform.' })
  plugin?: string;

  @Field(() => Int, { defaultValue: 50, description: `How many, oldest first: 1 to ${mostJobs}.` })
  first!: number;
}

@InputType({ description: 'Jobs to have tried again.' })
class RetryFailedJobsInput {
  @Field(() => [ID], {
    nullable: true,
    description: `Ids of failed jobs, 1 to ${mostJobs} and no more than limit; absent: the oldest ones.`,
  })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only those of this plugin; core: those of the platform.' })
  plugin?: string | null;

  @Field(() => Int, { defaultValue: mostJobs, description: `How many at most, 1 to ${mostJobs}.` })
  limit!: number;
}

@ObjectType({ description: 'Answer to retryFailedJobs.' })
class RetryFailedJobsPayload {
  @Field(() => [FailedJobType], { description: 'The jobs that were queued again, as they had failed.' })
  queued!: FailedJobType[];
}

export interface FailedJobServices {
  readonly database: Pick<Database, 'transaction'>;
}

/** What was given up of jobs, as administrators list it and have it tried again. */
export function failedJobsModule(services: FailedJobServices): Pick<Contributions, 'types' | 'fields' | 'resolvers'> {
  return {
    types: [FailedJobType],
    fields: [
      {
        on: 'Query',
        name: 'failedJobs',
        description: 'Jobs that failed so often that they are no longer tried, oldest first.',
        type: () => [FailedJobType],
        args: FailedJobsArgs,
        source: batch(async (keys, { plugin, first }, { reader }) => {
          const limit = checked('first', Number(first));
          const jobs = await failedJobs(reader, { plugin: (plugin ?? undefined) as string | undefined, limit });
          return keys.map(() => jobs.map(shown));
        }),
      },
    ],
    resolvers: [retryMutation(services)],
  };
}

function retryMutation({ database }: FailedJobServices): GraphQLClass {
  @Resolver()
  class RetryFailedJobs {
    @Mutation(() => RetryFailedJobsPayload, {
      description: 'Has jobs run again that were given up, with as many attempts as new ones.',
    })
    async retryFailedJobs(
      @Arg('input', () => RetryFailedJobsInput, { description: 'The jobs.' }) input: RetryFailedJobsInput,
    ): Promise<object> {
      const limit = checked('input.limit', input.limit);
      const ids = input.ids == null ? undefined : readIds(input.ids, limit);
      const selection = { ids, plugin: input.plugin ?? undefined, limit };
      const queued = await database.transaction((writer) => retryFailedJobs(writer, selection));
      return { queued: queued.map(shown) };
    }
  }
  return RetryFailedJobs;
}

/** @throws RapportError BAD_INPUT, ID_INVALID */
function readIds(ids: readonly string[], limit: number): readonly number[] {
  if (ids.length === 0 || ids.length > limit) {
    const most = limit < mostJobs ? `, and input.limit of this one is ${limit}` : '';
    throw new RapportError('BAD_INPUT', `input.ids has ${ids.length} ids; one request takes 1 to ${mostJobs}${most}.`);
  }
  return ids.map((id) => decodeIntegerId(id, 'FailedJob'));
}

const shown = (job: FailedJob) => ({ ...job, id: encodeGlobalId('FailedJob', job.id) });

function checked(name: string, count: number): number {
  if (count >= 1 && count <= mostJobs) return count;
  throw new RapportError('BAD_INPUT', `${name} is ${count}; it must be 1 to ${mostJobs}.`);
}
