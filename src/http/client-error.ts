import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { missingPlugin } from '../isolation';
import { isRapportError } from '../sdk';

/** Codes of faults in the request itself, whose message comes from the GraphQL library and shows no data. */
const requestCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PAGE_TOO_LARGE',
  'FORBIDDEN',
  'COST_TOO_HIGH',
  'DOCUMENT_NOT_TRUSTED',
  'RATE_LIMITED',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'TIMED_OUT',
]);

/**
 * What a caller is told of a fault: code and message of ours, the library's words about the request, and of
 * anything else only that it happened. `path` and `locations` stay, so that a client knows which field is missing.
 */
export function clientError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const { extensions, ...where } = formatted;
  if (isRapportError(cause)) {
    return { ...where, message: cause.message, extensions: { code: cause.code, ...missingPlugin(cause) } };
  }
  if (isRequestFault(formatted, cause)) return { ...where, extensions: requestFault(extensions) };
  if (isVariableFault(formatted, cause) || isArgumentFault(cause))
    return { ...where, extensions: { code: 'BAD_USER_INPUT' } };
  if (isLibraryRefusal(formatted, cause)) return { ...where, extensions: { code: 'BAD_REQUEST' } };
  return { ...where, message: 'A fault on our side.', extensions: { code: 'INTERNAL' } };
}

/** Whether the log is the only place where this fault can be understood. */
export function isMasked(error: unknown): boolean {
  return clientError({ message: '', ...asFormatted(error) }, error).extensions?.code === 'INTERNAL';
}

/** An error of a plugin's that happens to carry a known code is still none of the library's: it has an original. */
function isRequestFault(formatted: GraphQLFormattedError, cause: unknown): boolean {
  const original = (cause as { readonly originalError?: unknown } | null)?.originalError;
  return requestCodes.has(formatted.extensions?.code) && (formatted.path === undefined || original === undefined);
}

/** An operation that costs too much is told by how much. */
function requestFault({ code, cost }: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return cost === undefined ? { code } : { code, cost };
}

/** Refused before any field ran, without a code: too many faulty variables, a hash that is not that of the query. */
function isLibraryRefusal({ path }: GraphQLFormattedError, cause: unknown): boolean {
  return path === undefined && cause instanceof GraphQLError && cause.originalError === undefined;
}

/** A variable that does not fit its type: Apollo Server says so by a code, graphql-js alone does not. */
function isVariableFault({ path }: GraphQLFormattedError, cause: unknown): boolean {
  if (path !== undefined || !(cause instanceof GraphQLError)) return false;
  return cause.nodes?.length === 1 && cause.nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
}

/** Null, or nothing, by a variable where the argument of a field or directive needs a value: noticed only where it is reached. */
function isArgumentFault(cause: unknown): boolean {
  if (!(cause instanceof GraphQLError) || cause.originalError !== undefined || cause.nodes?.length !== 1) return false;
  return cause.nodes[0]?.kind === Kind.VARIABLE;
}

function asFormatted(error: unknown): Partial<GraphQLFormattedError> {
  const { extensions, path } = error as GraphQLFormattedError;
  return { ...(extensions === undefined ? {} : { extensions }), ...(path === undefined ? {} : { path }) };
}
