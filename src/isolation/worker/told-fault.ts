import { type ErrorCode, isRapportError, RapportError } from '../../sdk';
import type { ToldFault } from './protocol';

export function tellFault(error: unknown): ToldFault {
  if (isRapportError(error)) return { message: error.message, code: error.code, isCoded: true };
  return { message: error instanceof Error ? error.message : String(error), isCoded: false };
}

export function heardFault({ message, code, isCoded }: ToldFault): Error {
  return isCoded && code !== undefined ? new RapportError(code as ErrorCode, message) : new Error(message);
}
