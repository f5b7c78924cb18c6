import type { ErrorCode } from './error-codes';

/**
 * A fault with a code from {@link errorCodes}. The API shows code and message; anything else is masked.
 *
 * @since 0.1.0
 * @example
 * import { RapportError } from 'rapport/sdk';
 *
 * const error = new RapportError('SIGNATURE_INVALID', 'The header x-signature does not fit the body.');
 * error.code; // => 'SIGNATURE_INVALID'
 */
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

/**
 * Compares by name, because two copies of the package in one process break `instanceof`.
 *
 * @since 0.1.0
 * @example
 * import { isRapportError, RapportError } from 'rapport/sdk';
 *
 * isRapportError(new RapportError('NOT_CONFIGURED', 'The option secret is not set.')); // => true
 * isRapportError(new Error('something else')); // => false
 */
export function isRapportError(error: unknown): error is RapportError {
  return error instanceof Error && error.name === 'RapportError' && 'code' in error;
}
