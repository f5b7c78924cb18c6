import { isRapportError } from '../sdk/errors';

/** Prints what ended a command; the exit code is 1 then. A coded fault is an answer; anything else needs its trace. */
export function tellFault(error: unknown): void {
  console.error(isRapportError(error) ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
