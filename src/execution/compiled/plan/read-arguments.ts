import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
  visit,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** Answers the arguments of a place as `getArgumentValues` of graphql-js does. @throws GraphQLError as that does */
export type ReadArguments = (variables: Variables) => Variables;

/** An argument that is given, or has a default. */
interface Part {
  readonly name: string;
  /** Of the variable that it is; null: it holds none, and has the same value each time. */
  readonly variable: string | null;
  readonly value?: unknown;
}

/**
 * Reads what is written in the document once: values of variables have been read by their types already, and are only put in.
 * What is not that simple, such as a variable within a list, is left to graphql-js, and so is all that it has a word to say about.
 */
export function argumentsReader(field: GraphQLField<unknown, unknown>, node: FieldNode): ReadArguments {
  const parts = partsOf(field.args, node);
  const slowly: ReadArguments = (variables) => getArgumentValues(field, node, variables);
  if (parts === null) return slowly;
  return (variables) => {
    const values = Object.create(null) as Record<string, unknown>;
    for (const { name, variable, value: written } of parts) {
      const value = variable === null || !Object.hasOwn(variables, variable) ? written : variables[variable];
      // Whether null, nothing or an error comes of it depends on the type.
      if (variable !== null && (value === undefined || value === null)) return slowly(variables);
      values[name] = value;
    }
    return values;
  };
}

function partsOf(known: readonly GraphQLArgument[], node: FieldNode): readonly Part[] | null {
  const parts: Part[] = [];
  for (const { name, type, defaultValue } of known) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (given === undefined) {
      if (defaultValue !== undefined) parts.push({ name, variable: null, value: defaultValue });
      else if (isNonNullType(type)) return null;
    } else if (given.kind === Kind.VARIABLE) parts.push({ name, variable: given.name.value });
    else {
      const value = holdsVariable(given) ? undefined : valueFromAST(given, type);
      if (value === undefined) return null;
      parts.push({ name, variable: null, value });
    }
  }
  return parts;
}

function holdsVariable(value: ValueNode): boolean {
  let holds = false;
  visit(value, {
    Variable: () => {
      holds = true;
    },
  });
  return holds;
}
