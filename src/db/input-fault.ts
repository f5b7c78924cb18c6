import { RapportError } from '../sdk/errors';

const outOfRange = '22003';

/** NUL in a text, or in JSON that is made a text. */
const unstorable: readonly unknown[] = ['22021', '22P05'];

/** BAD_INPUT for a number that no type of the statement can hold: given by the caller, or a sum over what was asked for. Anything else unchanged. */
export function asBadInput(error: unknown): unknown {
  if (!hasCode(error) || error.code !== outOfRange) return error;
  return new RapportError(
    'BAD_INPUT',
    'A number is too large to be computed with: an argument, or a sum over what was asked for. Give smaller numbers, or ask for less at once.',
    { reason: error.message },
    { cause: error },
  );
}

/** BAD_INPUT for a text that no database can hold; it is always the caller's. Anything else unchanged. */
export function asBadText(error: unknown): unknown {
  if (!hasCode(error) || !unstorable.includes(error.code)) return error;
  const message = 'A text holds NUL or half a surrogate pair, which cannot be stored or looked for. Leave it out.';
  return new RapportError('BAD_INPUT', message, { reason: error.message }, { cause: error });
}

function hasCode(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && 'code' in error;
}
