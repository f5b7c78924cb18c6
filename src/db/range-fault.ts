import { RapportError } from '../sdk';

const outOfRange = '22003';

/** BAD_INPUT for a number that no type of the statement can hold: given by the caller, or a sum over what was asked for. Anything else unchanged. */
export function asBadInput(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === outOfRange)) return error;
  return new RapportError(
    'BAD_INPUT',
    'A number is too large to be computed with: an argument, or a sum over what was asked for. Give smaller numbers, or ask for less at once.',
    { reason: error.message },
    { cause: error },
  );
}
