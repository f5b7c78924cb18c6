import type { ErrorCode } from '../sdk';
import { errorCodes } from '../sdk/error-codes';
import { isRapportError, RapportError } from '../sdk/errors';

/** How a plugin is missing from an answer. */
export type PluginFaultCode = Extract<ErrorCode, 'PLUGIN_TIMEOUT' | 'PLUGIN_UNAVAILABLE' | 'PLUGIN_FAILED'>;

const codes: ReadonlySet<string> = new Set<PluginFaultCode>(['PLUGIN_TIMEOUT', 'PLUGIN_UNAVAILABLE', 'PLUGIN_FAILED']);

/** What callers are told beside code and message. */
export interface PluginFaultDetails {
  readonly plugin: string;
  /** Whether the same may work when asked again. */
  readonly retryable: boolean;
}

/** A fault whose message says nothing that the plugin said: that may hold data, and stands in the log. */
export interface PluginFault extends RapportError {
  readonly code: PluginFaultCode;
  readonly details: Readonly<Record<string, unknown>> & PluginFaultDetails;
}

export function pluginFault(
  code: PluginFaultCode,
  plugin: string,
  message: string,
  cause?: unknown,
): RapportError & PluginFault {
  const details = { plugin, retryable: code !== 'PLUGIN_FAILED' };
  return new RapportError(code, message, details, { cause }) as RapportError & PluginFault;
}

export function isPluginFault(error: unknown): error is PluginFault {
  return isRapportError(error) && codes.has(error.code);
}

/** Thrown where a plugin answers more than its slot may hold. */
export class Flood extends Error {
  override readonly name = 'Flood';
}

/** Thrown where a plugin answers what its slot cannot use. The message is the platform's, and quotes nothing that was answered. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
}

/** Whether callers may read the message. Whatever was thrown may throw when it is looked at. */
export function isOurs(thrown: unknown): thrown is Flood | Misfit {
  try {
    return thrown instanceof Flood || thrown instanceof Misfit;
  } catch {
    return false;
  }
}

/** Whatever was thrown may throw when it is looked at. */
export function isFlood(thrown: unknown): thrown is Flood {
  try {
    return thrown instanceof Flood;
  } catch {
    return false;
  }
}

/** What callers are told of a missing plugin beside code and message; nothing of other faults. */
export function missingPlugin(error: unknown): Partial<PluginFaultDetails> {
  if (!isPluginFault(error)) return {};
  const { plugin, retryable } = error.details;
  return { plugin, retryable };
}

/** Whether a record waits for a plugin. */
export const isPluginCode = (code: string | undefined): boolean => code !== undefined && codes.has(code);

/**
 * Whether a throw is the plugin's answer and no failure of it: a coded fault refuses what was asked, or passes on that
 * the database does not answer.
 */
export function isRefusal(error: unknown): boolean {
  try {
    if (!isRapportError(error) || isPluginFault(error)) return false;
    return error.code !== 'INTERNAL' && Object.hasOwn(errorCodes, error.code);
  } catch {
    // Looking at it throws: whatever it is, it is no fault of ours.
    return false;
  }
}

const [longestReason, longestStack] = [1_000, 8_000];
const unshowable = 'it threw something that cannot even be looked at';

/** What was thrown, in a sentence. It may be anything: no error, a text without end, an object that throws when it is read. */
export function reasonOf(thrown: unknown): string {
  try {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return (typeof message === 'string' ? message : String(message)).slice(0, longestReason);
  } catch {
    return unshowable;
  }
}

/** The same for the log, which reads all that an error has: name, code, message and stack are copied, the rest is left. */
export function loggable(thrown: unknown): Error {
  const told: Error & { code?: string } = new Error(reasonOf(thrown));
  delete told.stack;
  try {
    if (!(thrown instanceof Error)) return told;
    const { name, stack, code } = thrown as Error & { readonly code?: unknown };
    if (typeof name === 'string') told.name = name.slice(0, longestReason);
    if (typeof stack === 'string') told.stack = stack.slice(0, longestStack);
    if (typeof code === 'string') told.code = code.slice(0, longestReason);
    return told;
  } catch {
    return told;
  }
}
