import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { depthLimit } from './depth-limit';

/** What one operation may ask, over HTTP and sockets alike. */
export const limits = { depth: 15, tokens: 5_000 } as const;

/** For the parser: a longer document is refused before it is read to the end. */
export const parseOptions = { maxTokens: limits.tokens } as const;

/** Rules beyond those of the specification. */
export const validationRules = [depthLimit(limits.depth)];

export interface DocumentRules {
  readonly introspection: boolean;
}

/** Parses and validates a document that does not come through Apollo Server. */
export function readDocument(
  schema: GraphQLSchema,
  query: string,
  { introspection }: DocumentRules,
): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(query, parseOptions);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
  }
  const rules = introspection ? [] : [NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, [...specifiedRules, ...validationRules, ...rules]);
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
