import { type ErrorCode, RapportError } from '../sdk';

/** One reason why the configured plugins cannot be started together. */
export interface Fault {
  readonly code: ErrorCode;
  /** Id of the plugin that has to change; the configured name while the id is unknown; `core` for a core feature. */
  readonly plugin: string;
  /** What of the plugin is meant: a type, field, signal, slot … Empty when the plugin as a whole is. */
  readonly subject: string;
  /** Who else claims the same name: a plugin id, or `core`. */
  readonly otherClaimant?: string;
  /** Says what is wrong and what to change. */
  readonly message: string;
}

/** All faults of all plugins at once. Its code is that of the first; `details.faults` holds the list as well. */
export class KernelError extends RapportError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    const [first] = faults;
    super(first?.code ?? 'INTERNAL', formatFaults(faults), { faults }, options);
    this.faults = faults;
  }
}

/** A report for people: faults grouped by plugin, each with code, subject and what to change. */
export function formatFaults(faults: readonly Fault[]): string {
  const plugins = [...new Set(faults.map((fault) => fault.plugin))];
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const lines = [
    `${count} in ${plugins.length === 1 ? '1 plugin' : `${plugins.length} plugins`}; nothing was started.`,
  ];
  for (const plugin of plugins) {
    lines.push('', `${plugin}:`);
    for (const fault of faults.filter((each) => each.plugin === plugin)) {
      lines.push(`  ${[fault.code, fault.subject].filter((part) => part !== '').join('  ')}`, `    ${fault.message}`);
    }
  }
  return lines.join('\n');
}

/** Throws all faults as one error, unless there are none. @throws KernelError */
export function throwFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new KernelError(faults);
}

/** What went wrong, for a fault's message; whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return 'something that cannot be shown as text was thrown';
  }
}
