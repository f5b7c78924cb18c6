import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { measureOperation } from './measure';

/** What an operation asks for, known before anything of it runs. Both figures are upper estimates. */
export interface OperationCost {
  /** Each field of each object that the answer may hold, weighted by the field's declared cost (1 unless it says otherwise). */
  readonly cost: number;
  /** Items that all its pages may hold together. */
  readonly items: number;
  /** Response keys from the root down to where most of the cost arises. */
  readonly path: readonly string[];
}

export interface AskedOperation {
  readonly schema: GraphQLSchema;
  /** Valid for the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Costs of one document that were computed before, by what its variables say about sizes. */
interface Remembered {
  readonly sizing: readonly string[];
  readonly costs: Map<string, OperationCost>;
}

/** A document asked for with ever other page sizes is computed again instead of remembered. */
const mostRemembered = 50;

const remembered = new WeakMap<OperationDefinitionNode, Remembered>();

/**
 * The cost of an operation. Pages and lists multiply what lies below them, fragments for types that exclude each other count
 * once, and what `@skip` and `@include` leave out costs nothing.
 */
export function operationCost(asked: AskedOperation): OperationCost {
  const known = remembered.get(asked.operation) ?? { sizing: sizingVariables(asked.document), costs: new Map() };
  remembered.set(asked.operation, known);
  const variables = withDefaults(asked);
  const key = known.sizing.map((name) => sizeOf(variables[name])).join();
  const found = known.costs.get(key);
  if (found !== undefined) return found;
  const cost = measureOperation({ ...asked, variables });
  if (known.costs.size < mostRemembered) known.costs.set(key, cost);
  return cost;
}

const sizingArguments: ReadonlySet<string> = new Set(['first', 'last', 'ids', 'if']);

/** Variables that say how long pages are, how many ids are asked for, or what is left out. */
function sizingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (!sizingArguments.has(name.value)) return;
      for (const variable of variablesIn(value)) names.add(variable);
    },
  });
  return [...names];
}

function variablesIn(value: ValueNode): readonly string[] {
  if (value.kind === Kind.VARIABLE) return [value.name.value];
  return value.kind === Kind.LIST ? value.values.flatMap(variablesIn) : [];
}

function withDefaults({ operation, variables }: AskedOperation): Readonly<Record<string, unknown>> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  );
  return defaults.length === 0 ? variables : { ...Object.fromEntries(defaults), ...variables };
}

function sizeOf(value: unknown): string {
  return Array.isArray(value) ? `[${value.length}]` : String(value);
}
