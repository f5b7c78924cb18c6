import type { PluginFactory } from '../../sdk';
import { type Bench, openBench } from './bench';
import { runningChecks, staticChecks, storageChecks } from './contract';
import { type Finding, formatFindings } from './finding';
import type { ContractSamples } from './samples';
import { type Subject, subjectOf } from './subject';

/** Milliseconds that a check may take on a busy machine. Jest stops it then. */
const patience = 120_000;

/**
 * Declares the tests that every plugin passes: one for each rule of the contract. A test that fails says what was seen, of which
 * part of the plugin, and what to change.
 *
 * @param factory what the plugin's package exports by default
 * @param samples what cannot be found out from the plugin's declarations: its options, one delivery for each of its doors
 * @since 0.1.0
 * @example
 * import { definePlugin } from 'rapport/sdk';
 * import { describePluginContract } from 'rapport/testing';
 *
 * const fax = definePlugin({
 *   ...{ id: 'fax', version: '1.0.0', title: 'Fax', description: 'Faxes.', engine: '^0.1.0' },
 *   contribute: () => ({ channels: [{ id: 'fax', title: 'Fax', depth: 0.2, kappa: 10 }] }),
 * });
 * describePluginContract(fax, {});
 */
export function describePluginContract(factory: PluginFactory, samples: ContractSamples = {}): void {
  describe(`the plugin ${factory.manifest.id}`, () => {
    let subject: Subject;
    let bench: Promise<Bench> | undefined;
    const opened = (): Promise<Bench> => {
      bench ??= openBench(subject);
      return bench;
    };

    beforeAll(async () => {
      const prepared = await subjectOf(factory, samples);
      if ('findings' in prepared) return report(prepared.findings);
      subject = prepared.subject;
    }, patience);
    afterAll(async () => {
      // A platform that did not start has failed the tests that asked for it.
      const open = await bench?.catch(() => undefined);
      await open?.close();
    }, patience);

    for (const { says, run } of [...staticChecks, ...storageChecks]) {
      it(says, async () => report(await run(subject)), patience);
    }
    for (const { says, run } of runningChecks) {
      it(says, async () => report(await run(await opened())), patience);
    }
  });
}

/** @throws Error that shows all findings, unless there are none */
function report(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const error = new Error(`The plugin breaks its contract.\n\n${formatFindings(findings)}`);
  // Where this file stands says nothing of the plugin.
  error.stack = error.message;
  throw error;
}
