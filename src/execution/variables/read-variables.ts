import {
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { type InputReader, InputReaders } from './input-reader';

type Variables = Readonly<Record<string, unknown>>;

/** The variables of an operation as `getVariableValues` of graphql-js reads them; null for those that only it can judge. */
export type ReadVariables = (operation: OperationDefinitionNode, given: Variables) => Variables | null;

interface Variable {
  readonly name: string;
  readonly read: InputReader;
  readonly isRequired: boolean;
  /** Answers undefined where there is no default. */
  readonly absent: () => unknown;
}

export function variablesReader(schema: GraphQLSchema): ReadVariables {
  const readers = new InputReaders();
  const known = new WeakMap<OperationDefinitionNode, readonly Variable[] | null>();
  return (operation, given) => {
    let variables = known.get(operation);
    if (variables === undefined) {
      variables = variablesOf(schema, readers, operation.variableDefinitions ?? []);
      known.set(operation, variables);
    }
    return variables === null ? null : readAll(variables, given);
  };
}

function variablesOf(
  schema: GraphQLSchema,
  readers: InputReaders,
  definitions: readonly VariableDefinitionNode[],
): readonly Variable[] | null {
  const variables: Variable[] = [];
  for (const { variable, type: node, defaultValue } of definitions) {
    const type = typeFromAST(schema, node);
    // Written to an object, that name means something else.
    if (!isInputType(type) || variable.name.value === '__proto__') return null;
    variables.push({
      name: variable.name.value,
      read: readers.of(type),
      isRequired: node.kind === 'NonNullType' && defaultValue === undefined,
      absent: () => (defaultValue === undefined ? undefined : valueFromAST(defaultValue, type)),
    });
  }
  return variables;
}

function readAll(variables: readonly Variable[], given: Variables): Variables | null {
  try {
    const answer: Record<string, unknown> = {};
    for (const { name, read, isRequired, absent } of variables) {
      if (Object.hasOwn(given, name)) answer[name] = read(given[name]);
      else if (isRequired) return null;
      else {
        const value = absent();
        if (value !== undefined) answer[name] = value;
      }
    }
    return answer;
  } catch {
    // Faulty or not, graphql-js reads them again and says what is wrong.
    return null;
  }
}
