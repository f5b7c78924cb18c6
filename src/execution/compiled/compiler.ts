import { type DocumentNode, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { refusalOf } from '../../auth/guard-operation';
import type { Reader } from '../../sdk';
import { checkDatabase } from '../catalogue/check-database';
import type { Engine } from '../loader/engine';
import { type ReadVariables, variablesReader } from '../variables/read-variables';
import { findOperation } from './analyse/find-operation';
import type { OperationAnswer, OperationRequest } from './execute-operation';
import { type Operation, type Refusal, refused } from './operation';
import type { BoundRequest, CompiledPlan } from './plan/compiled-plan';
import { PlanMemory } from './plan/plan-memory';
import { type PreparedDocument, type PreparedOperation, prepareDocument } from './plan/prepared-document';
import { type ColumnFacts, readColumnFacts } from './render/column-facts';
import { renderPlan } from './render/render';
import { PreparedNames } from './run/prepared-names';
import { runPlan } from './run/run-plan';
import { createHoleFiller, type HoleFiller } from './splice/fill-holes';
import { closeGaps } from './splice/gaps';

/** Requests of one operation come in a few shapes; one with more than these begins anew. */
const mostShapes = 200;

/** Bytes, about, of a parameter of a plan. */
const bytesOfParameter = 200;

type PreparedOperations = Map<OperationDefinitionNode, PreparedDocument | Refusal>;

/** The compiled tier of one schema. */
export class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #engine: Engine;
  readonly #filler: HoleFiller;
  readonly #documents = new WeakMap<DocumentNode, PreparedOperations>();
  readonly #names = new PreparedNames();
  readonly #memory = new PlanMemory();
  readonly #readVariables: ReadVariables;
  #facts: Promise<ColumnFacts> | null = null;

  constructor(schema: GraphQLSchema, engine: Engine) {
    this.#schema = schema;
    this.#engine = engine;
    this.#readVariables = variablesReader(schema);
    this.#filler = createHoleFiller(engine);
  }

  /** @throws RapportError SCHEMA_BUILD_FAILED when the declarations do not fit the database */
  async prepare(reader: Reader): Promise<void> {
    await this.#columnFacts(reader);
    await checkDatabase(this.#engine.catalogue, reader);
  }

  /** @throws whatever stands in the way; graphql-js is then to answer */
  async answer({ document, operationName, variables, context }: OperationRequest): Promise<OperationAnswer> {
    const prepared = this.#prepared(document, operationName);
    if ('kind' in prepared) return plain(prepared.reason);
    const { definition } = prepared;
    const { principal } = context;
    // Doors have refused it already; no statement may be made for one that forgot.
    const refusal = refusalOf({ schema: this.#schema, document, operation: definition, principal });
    if (refusal !== null) return plain(`${refusal.code}: ${refusal.message}`);
    // What is out of the ordinary only graphql-js can judge.
    const coerced = this.#readVariables(definition, variables) ?? this.#coerce(definition, variables);
    if (coerced === undefined) return plain('The variables are not those of the operation.');
    const operation = prepared.under(coerced);
    if ('kind' in operation) return plain(operation.reason);
    const request = { context, sites: operation.readers.map((read) => read(coerced)) };
    if (needsNoStatement(operation.operation)) {
      return compiled(await this.#filler.answer(operation.operation, request), null);
    }
    const plan = await this.#plan(operation, request);
    if ('kind' in plan) return plain(plan.reason);
    const begun = plan.holes.length === 0 ? null : this.#filler.begin(plan, request);
    const text = await runPlan(plan, request, this.#names);
    if (text === null) return plain('Something in the answer is an error.');
    return compiled(begun === null ? text : await this.#filler.fill({ plan, request, text, begun }), plan);
  }

  #coerce({ variableDefinitions = [] }: OperationDefinitionNode, variables: OperationRequest['variables']) {
    return getVariableValues(this.#schema, variableDefinitions, variables, { maxErrors: 1 }).coerced;
  }

  #prepared(document: DocumentNode, operationName: string | null): PreparedDocument | Refusal {
    const definition = findOperation(document, operationName);
    if (definition === null) return refused('Which operation is meant is not clear.');
    // Documents may share the node of an operation; the fragments that it spreads are the document's own.
    const operations: PreparedOperations = this.#documents.get(document) ?? new Map();
    const known = operations.get(definition);
    if (known !== undefined) return known;
    const { catalogue } = this.#engine;
    const preparing = { schema: this.#schema, catalogue, memory: this.#memory };
    const prepared = prepareDocument(preparing, document, definition);
    this.#documents.set(document, operations.set(definition, prepared));
    return prepared;
  }

  async #plan(prepared: PreparedOperation, { context, sites }: BoundRequest): Promise<CompiledPlan | Refusal> {
    const { operation, plans } = prepared;
    const { principal } = context;
    const { scope, catalogue } = this.#engine;
    const reads = context.reads === undefined ? 'untold' : 'told';
    const shape = `${scope.shape(principal)} ${reads}\n${sites.map(({ form }) => form.key).join('\n')}`;
    const known = plans.get(shape);
    if (known !== undefined) return known;
    const facts = await this.#columnFacts(context.reader);
    const forms = sites.map(({ form }) => form);
    const plan = renderPlan({ operation, catalogue, facts, rules: { scope, principal }, forms, reads });
    if (plans.size >= mostShapes) this.#memory.forget(prepared);
    plans.set(shape, plan);
    this.#memory.grow(prepared, bytesOf(plan) + shape.length);
    return plan;
  }

  /** Read once for all, with the first operation if not before. */
  async #columnFacts(reader: Reader): Promise<ColumnFacts> {
    this.#facts ??= readColumnFacts(this.#engine.catalogue, reader);
    try {
      return await this.#facts;
    } catch (error) {
      this.#facts = null;
      throw error;
    }
  }
}

const bytesOf = (plan: CompiledPlan | Refusal): number =>
  'kind' in plan ? plan.reason.length : plan.text.length + plan.parameters.length * bytesOfParameter;

const plain = (reason: string): OperationAnswer => ({ tier: 'plain', reason });

const compiled = (text: string | Refusal, plan: CompiledPlan | null): OperationAnswer =>
  typeof text === 'string' ? { tier: 'compiled', plan, ...closeGaps(text) } : plain(text.reason);

/** Whether all of it is made by batch functions. */
function needsNoStatement({ root }: Operation): boolean {
  return root.fields.every((field) => field.kind === 'typename' || field.description.source?.kind === 'batch');
}

const compilers = new WeakMap<GraphQLSchema, Compiler>();

/** Gives a schema its compiled tier. */
export function installCompiler(schema: GraphQLSchema, engine: Engine): void {
  compilers.set(schema, new Compiler(schema, engine));
}

export const compilerOf = (schema: GraphQLSchema): Compiler | null => compilers.get(schema) ?? null;
