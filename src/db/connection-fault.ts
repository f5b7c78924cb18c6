import { isRapportError, RapportError } from '../sdk/errors';

/** Faults of the way to the database; the same call may succeed a moment later. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * SQL states worth another try: connection exceptions (08), resources used up (53), serialisation failure, deadlock,
 * lock not available, statement given up, and a server that shuts down, crashed or starts.
 */
const retryableState = /^(08...|53...|40001|40P01|55P03|57014|57P0[123])$/;

/** pg reports these by message only. */
const retryableMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|timeout expired$)/;

export function isConnectionFault(error: unknown): boolean {
  if (!isErrorLike(error)) return false;
  return (
    networkCodes.has(error.code ?? '') ||
    retryableState.test(error.code ?? '') ||
    retryableMessage.test(error.message) ||
    (error.errors ?? []).some(isConnectionFault)
  );
}

/** SQL states after which the connection still serves: the server has said what is wrong and goes on. */
const sessionState = /^(?!08|57P)[0-9A-Z]{5}$/;

/** Whether the connection that showed the fault is lost or in doubt, so that nothing more can be said on it. */
export function endsSession(error: unknown): boolean {
  if (!isErrorLike(error)) return false;
  const cause = isRapportError(error) ? error.cause : error;
  if (!isErrorLike(cause) || !isConnectionFault(cause)) return false;
  const { code = '' } = cause;
  return networkCodes.has(code) || !sessionState.test(code);
}

/** The fault as callers should see it: UNAVAILABLE for what another try may cure, anything else unchanged. */
export function asUnavailable(error: unknown): unknown {
  return isErrorLike(error) && isConnectionFault(error) ? unavailable(error) : error;
}

export function unavailable(error: unknown): RapportError {
  const reason = isErrorLike(error) ? error.message || error.code : String(error);
  return new RapportError(
    'UNAVAILABLE',
    'The database did not answer in time. Try again.',
    { reason },
    { cause: error },
  );
}

interface ErrorLike {
  readonly message: string;
  readonly code?: string;
  /** Of an AggregateError: one for each address that was tried. */
  readonly errors?: readonly unknown[];
}

/** By shape, because an error of another realm is no instance of our Error. */
function isErrorLike(error: unknown): error is ErrorLike {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
