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
  readonly sizing: readonly Sizing[];
  readonly costs: Map<string, OperationCost>;
}

/** A variable that says how long pages are, how many ids are asked for, or what is left out. */
interface Sizing {
  readonly name: string;
  /** Its default; undefined where it has none. */
  readonly absent: unknown;
}

/** A document asked for with ever other page sizes is computed again instead of remembered. */
const mostRemembered = 50;

const remembered = new WeakMap<OperationDefinitionNode, Remembered>();

/**
 * The cost of an operation. Pages and lists multiply what lies below them, fragments for types that exclude each other count
 * once, and what `@skip` and `@include` leave out costs nothing. Variables need not fit their types yet.
 */
export function operationCost(asked: AskedOperation): OperationCost {
  const known = remembered.get(asked.operation) ?? { sizing: sizingVariables(asked), costs: new Map() };
  remembered.set(asked.operation, known);
  const variables = sizesOf(known.sizing, asked.variables);
  const key = known.sizing.map(({ name }) => sizeOf(variables[name])).join();
  const found = known.costs.get(key);
  if (found !== undefined) return found;
  const cost = measureOperation({ ...asked, variables });
  if (known.costs.size < mostRemembered) known.costs.set(key, cost);
  return cost;
}

const sizingArguments: ReadonlySet<string> = new Set(['first', 'last', 'ids', 'if']);

function sizingVariables({ document, operation }: AskedOperation): readonly Sizing[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (!sizingArguments.has(name.value)) return;
      for (const variable of variablesIn(value)) names.add(variable);
    },
  });
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  // Written to an object, that name means something else: graphql-js takes such a variable for absent.
  names.delete('__proto__');
  return [...names].map((name) => {
    const node = defaults.get(name);
    return { name, absent: node === undefined ? undefined : valueFromASTUntyped(node) };
  });
}

function variablesIn(value: ValueNode): readonly string[] {
  if (value.kind === Kind.VARIABLE) return [value.name.value];
  return value.kind === Kind.LIST ? value.values.flatMap(variablesIn) : [];
}

/** What a request gives, or else the default. It inherits nothing: a variable may be called `constructor`. */
function sizesOf(sizing: readonly Sizing[], given: AskedOperation['variables']): AskedOperation['variables'] {
  const sizes = Object.create(null) as Record<string, unknown>;
  for (const { name, absent } of sizing) sizes[name] = Object.hasOwn(given, name) ? given[name] : absent;
  return sizes;
}

/** Different for values of which the cost may differ: a text that reads as a number or a list is none. */
function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'string') return '""';
  return typeof value === 'object' && value !== null ? '{}' : String(value);
}
