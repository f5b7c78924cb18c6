import type { ErrorCode } from './error-codes';

/** A fault with a code from {@link errorCodes}. The API shows code and message; anything else is masked. */
export class RapportError extends Error {
  override readonly name = 'RapportError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Compares by name, because two copies of the package in one process break `instanceof`. */
export function isRapportError(error: unknown): error is RapportError {
  return error instanceof Error && error.name === 'RapportError' && 'code' in error;
}
