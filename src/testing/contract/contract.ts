import type { PluginFactory } from '../../sdk';
import { abortsCleanly } from './aborts';
import { type Bench, openBench, type RunningCheck } from './bench';
import { costDeclared } from './costs';
import { bootFaults, declarations } from './declarations';
import { doorJunk } from './doors/junk';
import { doorRepeatable } from './doors/repeatable';
import { doorSampled } from './doors/sampled';
import { doorSignature } from './doors/signature';
import type { Finding } from './finding';
import { batchEqualsSingle } from './hooks/batch';
import { hookDeterministic, hookOrderFree, hookPure, hookTotal } from './hooks/behaviour';
import { hookBounded } from './hooks/bounds';
import { hookBoundedWork } from './hooks/work';
import { fieldsReadable } from './reading/readable';
import { statementCounts } from './reading/statements';
import type { ContractSamples } from './samples';
import { eraseComplete } from './stored/erase';
import { exportComplete } from './stored/export';
import { intakeIdempotent } from './stored/intake';
import { migrations } from './stored/migrations';
import { type StaticCheck, type Subject, subjectOf } from './subject';
import { versionRange } from './versions';

/** Checks that need neither a database nor a running platform. */
export const staticChecks: readonly StaticCheck[] = [
  ...[declarations, versionRange, costDeclared],
  ...[hookTotal, hookPure, hookDeterministic, hookOrderFree, hookBounded, hookBoundedWork, batchEqualsSingle],
  ...[doorSampled, doorSignature, doorRepeatable, doorJunk],
  abortsCleanly,
];

/** Checks that need a database alone. */
export const storageChecks: readonly StaticCheck[] = [migrations];

/** Checks that need the plugin to run. */
export const runningChecks: readonly RunningCheck[] = [
  intakeIdempotent,
  fieldsReadable,
  statementCounts,
  exportComplete,
  eraseComplete,
];

/**
 * What can be found out about a plugin without starting anything: neither a database nor Jest is needed.
 *
 * @since 0.1.0
 * @example
 * import { definePlugin } from 'rapport/sdk';
 * import { staticFindings } from 'rapport/testing';
 *
 * const fax = definePlugin({
 *   ...{ id: 'fax', version: '1.0.0', title: 'Fax', description: 'Faxes.', engine: '^0.1.0' },
 *   contribute: () => ({ channels: [{ id: 'fax', title: 'Fax', depth: 0.2, kappa: 10 }] }),
 * });
 * await staticFindings(fax); // => []
 */
export async function staticFindings(
  factory: PluginFactory,
  samples: ContractSamples = {},
): Promise<readonly Finding[]> {
  const prepared = await subjectOf(factory, samples);
  return 'findings' in prepared ? prepared.findings : withoutStart(prepared.subject);
}

/**
 * Everything that the contract suite finds, as data. Needs the test server of the preset `rapport/testing`, not Jest itself.
 *
 * @since 0.1.0
 * @example
 * import { definePlugin } from 'rapport/sdk';
 * import { contractFindings } from 'rapport/testing';
 *
 * const fax = definePlugin({
 *   ...{ id: 'fax', version: '1.0.0', title: 'Fax', description: 'Faxes.', engine: '^0.1.0' },
 *   contribute: () => ({ channels: [{ id: 'fax', title: 'Fax', depth: 0.2, kappa: 10 }] }),
 * });
 * const findings = await contractFindings(fax);
 */
export async function contractFindings(
  factory: PluginFactory,
  samples: ContractSamples = {},
): Promise<readonly Finding[]> {
  const prepared = await subjectOf(factory, samples);
  if ('findings' in prepared) return prepared.findings;
  const { subject } = prepared;
  const findings = [...(await withoutStart(subject))];
  // What cannot be started has said so above.
  if (subject.endless !== null || bootFaults(subject).length > 0) return findings;
  for (const { run } of storageChecks) findings.push(...(await run(subject)));
  if (findings.some(({ check }) => check === migrations.name)) return findings;
  const bench = await openBench(subject);
  try {
    findings.push(...(await runningFindings(bench)));
  } finally {
    await bench.close();
  }
  return withoutRepeats(findings);
}

async function withoutStart(subject: Subject): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { run } of staticChecks) findings.push(...(await run(subject)));
  return withoutRepeats(findings);
}

async function runningFindings(bench: Bench): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { run } of runningChecks) findings.push(...(await run(bench)));
  return findings;
}

/** A hook that never ends is met by several checks. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [`${each.check} ${each.problem}`, each])).values()];
}
