import {
  Arg,
  Ctx,
  Field,
  type GraphQLClass,
  ID,
  InputType,
  JsonObject,
  Mutation,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
  registerEnumType,
} from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import type { ModelAdministration } from './administration';
import { ValueModelComparison } from './comparison-types';
import { decisionMaker } from './decision-maker';
import { ValueModel } from './model-types';
import { namedBy, presentComparison } from './present-comparison';
import { visibleCustomers } from './visible-customers.store';

const ModelOutcomeEnum = {
  CREATED: 'created',
  EXISTS: 'exists',
  INVALID: 'invalid',
  APPROVED: 'approved',
  IN_FORCE: 'in-force',
  INCOMPLETE: 'incomplete',
  OVERTAKEN: 'overtaken',
  RETIRED: 'retired',
  ALREADY_RETIRED: 'already-retired',
} as const;
registerEnumType(ModelOutcomeEnum, {
  name: 'ValueModelOutcome',
  description: 'What became of a decision about a value model.',
  valuesConfig: {
    CREATED: { description: 'Stored as a draft.' },
    EXISTS: { description: 'The same document was stored before.' },
    INVALID: { description: 'The document does not fit its schema, or contradicts itself; nothing was stored.' },
    APPROVED: { description: 'It is in force; a recalculation has been asked for.' },
    IN_FORCE: { description: 'It is in force; nothing changed.' },
    INCOMPLETE: { description: 'It does not know what an installed plugin declares; nothing changed.' },
    OVERTAKEN: { description: 'Another model came into force during the comparison; nothing changed.' },
    RETIRED: { description: 'It is given up.' },
    ALREADY_RETIRED: { description: 'It was retired before.' },
  },
});

@InputType({ description: 'A change to a value model.' })
class ValueModelEditInput {
  @Field({ description: 'Keys joined by dots; a key with dots in brackets, as signals["plugin.name"].weight.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'The new value as JSON; null takes away what stands there.' })
  value?: string | null;
}

@InputType({ description: 'A whole document, or changes against a stored model.' })
class CreateValueModelInput {
  @Field(() => JsonObject, { nullable: true, description: 'The document.' })
  document?: Record<string, unknown> | null;

  @Field(() => String, { nullable: true, description: 'Hash of the model that the changes are made to.' })
  base?: string | null;

  @Field(() => [ValueModelEditInput], { nullable: true, description: 'The changes.' })
  changes?: ValueModelEditInput[] | null;

  @Field(() => String, { nullable: true, description: 'Name of the new model.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is proposed.' })
  note?: string | null;
}

@InputType({ description: 'A decision about a value model.' })
class DecideValueModelInput {
  @Field({ description: 'Hash of the model, or its first digits.' })
  hash!: string;

  @Field({ description: 'Name of the person who decides; kept with the caller’s own name.' })
  decidedBy!: string;
}

@ObjectType({ description: 'Answer to a mutation about a value model.' })
class ValueModelPayload {
  @Field(() => ModelOutcomeEnum, { description: 'What became of it.' })
  outcome!: string;

  @Field(() => [String], { description: 'What is wrong, when something is.' })
  faults!: readonly string[];

  @Field(() => ValueModel, { nullable: true, description: 'The model as it stands now.' })
  model!: ValueModel | null;

  @Field(() => ValueModelComparison, { nullable: true, description: 'What an approval changes.' })
  comparison!: ValueModelComparison | null;

  @Field(() => ID, { nullable: true, description: 'The recalculation that an approval asked for.' })
  recalculationId!: string | null;
}

const nothing = { faults: [], model: null, comparison: null, recalculationId: null };

export function modelMutations({ models }: { readonly models: ModelAdministration }): GraphQLClass {
  @Resolver()
  class ValueModelMutations {
    @Mutation(() => ValueModelPayload, { description: 'Stores a value model as a draft. Drafts compute nothing.' })
    async createValueModel(
      @Arg('input', () => CreateValueModelInput, { description: 'The model.' }) input: CreateValueModelInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      const result = await models.create({
        document: input.document ?? undefined,
        base: input.base ?? undefined,
        edits: (input.changes ?? []).map(({ path, value }) => ({ path, value: jsonOf(value ?? null, path) })),
        name: input.name ?? undefined,
        note: input.note,
        by: principal.name,
      });
      if (result.outcome === 'invalid') return { ...nothing, ...result };
      return { ...nothing, outcome: result.outcome, model: result.record };
    }

    @Mutation(() => ValueModelPayload, {
      description:
        'Puts a value model in force: compares it with the one in force, keeps the report with the decision, switches in one step and asks for the recalculation.',
    })
    async approveValueModel(
      @Arg('input', () => DecideValueModelInput, { description: 'Which, and who decides.' })
      { hash, decidedBy }: DecideValueModelInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const result = await models.approve(hash, decisionMaker(decidedBy, context.principal));
      const model = await models.read(hash);
      if (result.outcome !== 'approved') return { ...nothing, ...result, model };
      const recalculationId = encodeGlobalId('Recalculation', result.recalculationId);
      const seen = await visibleCustomers(context, namedBy(result.comparison));
      const comparison = presentComparison(result.comparison, seen);
      return { ...nothing, ...result, model, comparison, recalculationId };
    }

    @Mutation(() => ValueModelPayload, { description: 'Gives up a draft, or marks a model as out of use.' })
    async retireValueModel(
      @Arg('input', () => DecideValueModelInput, { description: 'Which, and who decides.' })
      { hash, decidedBy }: DecideValueModelInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      const { outcome } = await models.retire(hash, decisionMaker(decidedBy, principal));
      return { ...nothing, outcome, model: await models.read(hash) };
    }
  }
  return ValueModelMutations;
}

function jsonOf(text: string | null, path: string): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RapportError('BAD_INPUT', `The new value of ${path} is not JSON.`, {}, { cause });
  }
}
