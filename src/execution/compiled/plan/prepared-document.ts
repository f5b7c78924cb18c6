import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Catalogue } from '../../catalogue/catalogue';
import { analyse } from '../analyse/analyse';
import { conditionVariables } from '../analyse/conditions';
import { type Operation, type Refusal, refused } from '../operation';
import type { CompiledPlan } from './compiled-plan';
import type { PlanMemory } from './plan-memory';
import { type SiteReader, siteReaders, type Variables } from './read-sites';

/** An operation of a document with the plans made for it so far. */
export interface PreparedOperation {
  readonly operation: Operation;
  readonly readers: readonly SiteReader[];
  /** By the shape of requests. */
  readonly plans: Map<string, CompiledPlan | Refusal>;
}

export interface PreparedDocument {
  readonly definition: OperationDefinitionNode;
  /** What is asked for when the variables of `@include` and `@skip` have these values. */
  readonly under: (variables: Variables) => PreparedOperation | Refusal;
}

/** What documents are prepared with. */
export interface Preparing {
  readonly schema: GraphQLSchema;
  readonly catalogue: Catalogue;
  readonly memory: PlanMemory;
}

/** More conditions than can be told apart by plans worth keeping. */
const mostConditions = 8;

/** Bytes, about, that a field takes once it is analysed for one object type, with what writes it. */
const bytesOfField = 1_000;

/** An operation of a valid document; it is analysed once for each combination of its conditions, as long as there is memory. */
export function prepareDocument(
  { schema, catalogue, memory }: Preparing,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): PreparedDocument | Refusal {
  if (definition.operation !== 'query') return refused(`A ${definition.operation} is not compiled.`);
  const names = conditionVariables(document);
  if (names.length > mostConditions) return refused('Too many variables decide what is asked for.');
  const known = new Map<string, PreparedOperation | Refusal>();
  const under = (variables: Variables): PreparedOperation | Refusal => {
    // A variable with a default may be null all the same, which the directives do not take.
    if (names.some((name) => variables[name] === null)) return refused('A condition is null.');
    const key = names.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const prepared = known.get(key);
    if (prepared !== undefined) return prepared;
    const conditions = new Map(names.map((name) => [name, variables[name] === true]));
    const operation = analyse({ schema, catalogue, document, operation: definition, conditions });
    const made = 'kind' in operation ? operation : preparedOperation(operation, catalogue);
    known.set(key, made);
    if (!('kind' in made)) memory.keep(made, made.operation.fields * bytesOfField, () => void known.delete(key));
    return made;
  };
  return { definition, under };
}

function preparedOperation(operation: Operation, catalogue: Catalogue): PreparedOperation {
  return { operation, readers: siteReaders(catalogue, operation.sites), plans: new Map() };
}
