import type { Plugin } from '../../sdk';
import { staticChecks, withoutRepeats } from './contract';
import { declarations } from './declarations';
import type { Finding } from './finding';
import { endlessType } from './hooks/endless';
import type { Subject } from './subject';

/** What the contract suite says of a plugin that a start accepts, without samples of its doors, a database or that start. */
export async function findingsAlone(plugin: Plugin): Promise<readonly Finding[]> {
  const { manifest } = plugin;
  const factory = Object.assign(() => plugin, { manifest, optionsSchema: undefined });
  const subject: Subject = { factory, plugin, others: [], samples: {}, endless: null };
  const findings: Finding[] = [];
  for (const { name, run } of staticChecks) if (isAlone(name)) findings.push(...(await run(subject)));
  return withoutRepeats(findings);
}

/** What a start refuses, it says itself; doors are tried with deliveries. */
const isAlone = (check: string): boolean => check !== declarations.name && !check.startsWith('door-');

/**
 * The interaction type of a sample for which the scoring hook never ends, so that a start would hang; null when it always does,
 * or when the samples are of no form that they could be asked for, which a start tells.
 */
export function hangsOn(plugin: Plugin): string | null {
  try {
    return endlessType(plugin);
  } catch {
    return null;
  }
}
