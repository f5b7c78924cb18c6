import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { depthLimit } from './depth-limit';
import { nodeLimit } from './node-limit';

/** What a document may hold whatever its operations ask, over HTTP and sockets alike. */
export const documentLimits = { tokens: 3_000, aliases: 200, directives: 100 } as const;

/** For the parser: a longer document is refused before it is read to the end. */
export const parseOptions = { maxTokens: documentLimits.tokens } as const;

/** Rules beyond those of the specification. */
export function validationRules({ depth }: { readonly depth: number }): readonly ValidationRule[] {
  return [depthLimit(depth), nodeLimit(documentLimits)];
}

export interface DocumentRules {
  readonly introspection: boolean;
  readonly depth: number;
}

/** Parses and validates a document that does not come through Apollo Server. */
export function readDocument(
  schema: GraphQLSchema,
  query: string,
  { introspection, depth }: DocumentRules,
): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(query, parseOptions);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
  }
  const rules = introspection ? [] : [NoSchemaIntrospectionCustomRule];
  const options = { hideSuggestions: !introspection };
  const errors = validate(schema, document, [...specifiedRules, ...validationRules({ depth }), ...rules], options);
  if (errors.length === 0) return { document };
  return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
}

/** The code that Apollo Server gives the same fault. */
export function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.source === undefined ? {} : { source: error.source }),
    ...(error.positions === undefined ? {} : { positions: error.positions }),
    extensions: { ...error.extensions, code },
  });
}
