import type { ErrorCode } from '../sdk';

/** A kind of fault a plugin showed while running, with how often. */
export interface RunningFault {
  readonly code: ErrorCode;
  /** Of the latest occurrence. */
  readonly message: string;
  readonly count: number;
  readonly lastAt: Date;
}

/** What is known of a plugin while the platform runs: no faults means healthy. */
export interface Health {
  /** Notes a fault of a plugin, such as a scoring hook's undeclared signal. Faults of unknown plugins are dropped. */
  report(pluginId: string, fault: { readonly code: ErrorCode; readonly message: string; readonly at: Date }): void;
  /** The plugin's faults by code, most frequent first; empty when healthy. */
  faultsOf(pluginId: string): readonly RunningFault[];
}

/** Keeps one line per plugin and code, so that memory does not grow with the number of faults. */
export function createHealth(pluginIds: readonly string[]): Health {
  const byPlugin = new Map(pluginIds.map((id) => [id, new Map<ErrorCode, RunningFault>()]));
  return {
    report(pluginId, { code, message, at }) {
      const faults = byPlugin.get(pluginId);
      faults?.set(code, { code, message, count: (faults.get(code)?.count ?? 0) + 1, lastAt: at });
    },
    faultsOf(pluginId) {
      return [...(byPlugin.get(pluginId)?.values() ?? [])].sort((one, other) => other.count - one.count);
    },
  };
}
