import type { Fault } from '../fault';
import type { BootPhase } from '../load/load-plugins';

/** Why a plugin does not run, and which phase of its start showed it. */
export interface BootFault extends Fault {
  readonly phase: BootPhase;
}

/**
 * Who has to go for these faults: everybody with a fault of its own; when there is none, the first of those that claim
 * the name of another plugin, because without it the others may be sound.
 *
 * @param precedence ids, the most important first
 */
export function culprits(faults: readonly Fault[], precedence: readonly string[]): readonly string[] {
  const own = faults.filter(isOwn);
  if (own.length > 0) return [...new Set(own.map(({ plugin }) => plugin))];
  const blamed = new Set(faults.map(({ plugin }) => plugin));
  return precedence.filter((id) => blamed.has(id)).slice(0, 1);
}

/** Of the plugin by itself or against the core, as opposed to a name that another plugin claims too. */
function isOwn({ code, plugin, otherClaimant }: Fault): boolean {
  if (code.startsWith('PLUGIN_REQUIREMENT_')) return true;
  return otherClaimant === undefined || otherClaimant === plugin || otherClaimant === 'core';
}

/** In a sentence: the first fault, and how many there are. */
export function reasonOfFaults([first, ...others]: readonly Fault[]): string {
  if (first === undefined) return 'it is switched off.';
  const more = others.length === 0 ? '' : ` And ${others.length} more.`;
  return `${first.code}: ${first.message}${more}`;
}
