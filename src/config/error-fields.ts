import { isRapportError } from '../sdk/errors';

/** An error as the log holds it. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly [field: string]: unknown;
}

/**
 * Fields of errors of Node and the database that say where a fault is. All others stay out of the log: drivers hang the
 * connection, the statement, its parameters and the row to their errors, which are data of persons and many kilobytes.
 */
const placeFields = [
  ...['code', 'errno', 'syscall', 'address', 'port', 'signal', 'status'],
  ...['severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine', 'position'],
] as const;

/** Causes of causes beyond are left out: there may be a circle. */
const deepest = 5;

/** Type, message, stack, what says where the fault is, and the same of its causes. What is no error is told by its type alone. */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: textOf(error) };
  const { name, message, stack, cause } = error;
  return {
    type: error.constructor.name || name,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...placeOf(error),
    ...(isRapportError(error) && Object.keys(error.details).length > 0 ? { details: error.details } : {}),
    ...(cause === undefined || depth === deepest ? {} : { cause: errorFields(cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < deepest
      ? { errors: error.errors.map((each: unknown) => errorFields(each, depth + 1)) }
      : {}),
  };
}

function placeOf(error: Error): Readonly<Record<string, unknown>> {
  const given = error as unknown as Readonly<Record<string, unknown>>;
  const present = placeFields.filter((field) => ['string', 'number'].includes(typeof given[field]));
  return Object.fromEntries(present.map((field) => [field, given[field]]));
}

const textOf = (thrown: unknown): string => (typeof thrown === 'string' ? thrown : `A ${typeof thrown} was thrown.`);
