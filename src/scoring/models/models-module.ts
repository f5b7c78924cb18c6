import { ArgsType, batch, type Contributions, Field, Int, RapportError, type ReadContext } from '../../sdk';
import type { ModelAdministration } from './administration';
import { ValueModelComparison } from './comparison-types';
import { modelMutations } from './model-mutations';
import type { ModelState } from './model-record.store';
import { ValueModel, ValueModelChange, ValueModelDecision, ValueModelStateEnum } from './model-types';
import { namedBy, presentComparison, type StoredComparison } from './present-comparison';
import { visibleCustomers } from './visible-customers.store';

export interface ModelsServices {
  readonly models: ModelAdministration;
}

@ArgsType()
class ValueModelsArgs {
  @Field(() => ValueModelStateEnum, { nullable: true, description: 'Only models of this state.' })
  state?: string | null;
}

@ArgsType()
class ValueModelArgs {
  @Field({ description: 'The hash, or its first digits where they name one model.' })
  hash!: string;
}

@ArgsType()
class ValueModelChangesArgs {
  @Field(() => String, { nullable: true, description: 'Hash of the other model; absent: the one it was made from.' })
  since?: string | null;
}

/** A request must end: more than so many customers are compared on the command line, or with an approval. */
const mostCompared = 20_000;

@ArgsType()
class ValueModelComparisonArgs {
  @Field({ description: 'The hash, or its first digits where they name one model.' })
  hash!: string;

  @Field(() => String, { nullable: true, description: 'Hash of the model to compare with; absent: the one in force.' })
  base?: string | null;

  @Field(() => Int, {
    defaultValue: 2_000,
    description: 'Compares a random part of about so many customers, always the same one; 20000 at most.',
  })
  atMost!: number;
}

/** Value models to read, propose, approve and retire. */
export function modelsModule(services: ModelsServices): Contributions {
  return {
    types: [ValueModel, ValueModelChange, ValueModelDecision],
    resolvers: [
      modelMutations({
        get models() {
          return services.models;
        },
      }),
    ],
    fields: [
      {
        on: 'Query',
        name: 'valueModels',
        description: 'Value models, latest first, at most 200.',
        type: () => [ValueModel],
        args: ValueModelsArgs,
        source: batch(async (keys, { state }) => {
          const models = await services.models.list((state as ModelState | undefined) ?? null);
          return keys.map(() => models);
        }),
      },
      {
        on: 'Query',
        name: 'valueModel',
        description: 'A value model by its hash.',
        type: () => ValueModel,
        nullable: true,
        args: ValueModelArgs,
        source: batch(async (keys, { hash }) => {
          const model = await services.models.read(String(hash)).catch(noneForUnknown);
          return keys.map(() => model);
        }),
      },
      {
        on: 'Query',
        name: 'valueModelComparison',
        description:
          'What a value model would change against the one in force, or against another one. Values of customers are computed under both, so it takes a while; approvals do so for everybody.',
        type: () => ValueModelComparison,
        args: ValueModelComparisonArgs,
        cost: 50,
        source: batch(async (keys, args, context) => {
          const { hash, base, atMost } = args as unknown as ValueModelComparisonArgs;
          if (atMost < 1 || atMost > mostCompared)
            throw new RapportError('BAD_INPUT', `atMost must be from 1 to ${mostCompared}.`);
          const report = await services.models.compare(hash, { base: base ?? undefined, atMost });
          const seen = await visibleCustomers(context, namedBy(report));
          return keys.map(() => presentComparison(report, seen));
        }),
      },
      {
        on: 'ValueModel',
        name: 'changes',
        description: 'Where it differs from another model.',
        type: () => [ValueModelChange],
        args: ValueModelChangesArgs,
        source: batch((keys, { since }) => changesOf(services, keys.map(String), since as string | undefined), 'hash'),
      },
      {
        on: 'ValueModel',
        name: 'decisions',
        description: 'What was decided about it, latest first, with the reports decided upon.',
        type: () => [ValueModelDecision],
        source: batch(
          (keys, _args, context) => Promise.all(keys.map((key) => decisionsOn(services, String(key), context))),
          'hash',
        ),
      },
    ],
  };
}

function noneForUnknown(error: unknown): null {
  if (error instanceof RapportError && error.code === 'NOT_FOUND') return null;
  throw error;
}

function changesOf({ models }: ModelsServices, hashes: readonly string[], since: string | undefined) {
  return Promise.all(
    hashes.map(async (hash) => {
      const base = since ?? (await models.read(hash)).baseHash;
      if (base === null) return [];
      return (await models.diff(base, hash)).map(({ path, before, after }) => ({
        path,
        before: before === undefined ? null : JSON.stringify(before),
        after: after === undefined ? null : JSON.stringify(after),
      }));
    }),
  );
}

type Decision = Awaited<ReturnType<ModelAdministration['decisions']>>[number];

const reportOf = ({ comparison }: Decision) => comparison as unknown as StoredComparison | null;

async function decisionsOn({ models }: ModelsServices, hash: string, context: ReadContext): Promise<readonly object[]> {
  const decisions = await models.decisions(hash);
  const reports = decisions.flatMap((decision) => reportOf(decision) ?? []);
  const seen = await visibleCustomers(context, reports.flatMap(namedBy));
  return decisions.map((decision) => {
    const report = reportOf(decision);
    return { ...decision, comparison: report === null ? null : presentComparison(report, seen) };
  });
}
