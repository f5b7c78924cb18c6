import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { variablesReader } from '../execution';
import type { OperationContext } from './request-context';

/** What no document can be written with, so that nobody can ask for it. */
const readName = '(read)';

/** A type whose values are read already. */
const readType = new GraphQLScalarType({ name: 'Read', description: 'Read already.' });

/** The schema with a type that no document can name and no introspection shows, for variables that are read already. */
export function withReadType(schema: GraphQLSchema): GraphQLSchema {
  const getType: GraphQLSchema['getType'] = (name) => (name === readName ? readType : schema.getType(name));
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Asked = Writable<Pick<GraphQLRequestContext<OperationContext>, 'document' | 'request'>>;

/**
 * Reads the variables of mutations by readers that are made once for each type, and hands them to graphql-js under a type that it
 * takes as they are. To stand behind all that may answer an operation, on a schema {@link withReadType}.
 */
export function readOnce(schema: GraphQLSchema): ApolloServerPlugin<OperationContext> {
  const read = variablesReader(schema);
  const documents = new WeakMap<OperationDefinitionNode, DocumentNode>();
  return {
    requestDidStart: async () => {
      let restore = (): void => undefined;
      return {
        responseForOperation: async (context) => {
          const { request, document, operation } = context;
          // Absent where it is not clear which one is meant, whatever its type says.
          const asked: OperationDefinitionNode | undefined = operation;
          if (asked?.operation !== OperationTypeNode.MUTATION || request.variables === undefined) return null;
          const variables = read(asked, request.variables);
          if (variables === null) return null;
          const documentOfRead = documents.get(asked) ?? ofReadVariables(document, asked);
          documents.set(asked, documentOfRead);
          const replaced = context as Asked;
          replaced.document = documentOfRead;
          replaced.request = { ...request, variables };
          restore = () => {
            replaced.document = document;
            replaced.request = request;
          };
          return null;
        },
        executionDidStart: async () => ({ executionDidEnd: async () => restore() }),
      };
    },
  };
}

/** The document with variables of that type; defaults have been filled in. */
function ofReadVariables(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const variableDefinitions = (operation.variableDefinitions ?? []).map(({ kind, variable }) => {
    return { kind, variable, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: readName } } } as const;
  });
  const definitions = document.definitions.map((definition) =>
    definition === operation ? { ...operation, variableDefinitions } : definition,
  );
  return { ...document, definitions };
}
