import { type ErrorCode, isRapportError, RapportError } from '../sdk';

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
  return isRapportError(error) && !isPluginFault(error) && error.code !== 'INTERNAL';
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
