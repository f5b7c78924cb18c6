import type { ErrorCode } from '../../sdk';
import { RapportError } from '../../sdk/errors';
import { Flood, isFlood, isRefusal, reasonOf } from '../plugin-fault';
import type { ToldFault } from './protocol';

export function tellFault(error: unknown): ToldFault {
  const message = reasonOf(error);
  // A code that is no refusal is a failure on this side as well as on the other.
  if (isRefusal(error)) return { message, code: (error as RapportError).code, isCoded: true };
  return { message, isCoded: false, isFlood: isFlood(error) };
}

export function heardFault({ message, code, isCoded, isFlood }: ToldFault): Error {
  if (isFlood === true) return new Flood(message);
  return isCoded && code !== undefined ? new RapportError(code as ErrorCode, message) : new Error(message);
}
