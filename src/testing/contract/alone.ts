import { findFactory } from '../../kernel/load/find-factory';
import { importFile } from '../../kernel/load/import-file';
import { type Plugin, type PluginFactory, RapportError } from '../../sdk';
import { withTestServer } from '../with-test-server';
import { contractFindings, staticChecks, withoutRepeats } from './contract';
import { declarations } from './declarations';
import type { Finding } from './finding';
import { endlessType } from './hooks/endless';
import { packagedSamples } from './packaged-samples';
import type { ContractSamples } from './samples';
import { type Subject, subjectOf } from './subject';

/** What was found in a plugin by itself, and whether its package has samples to try its doors with. */
export interface FoundAlone {
  readonly findings: readonly Finding[];
  readonly hasSamples: boolean;
}

/**
 * What the contract suite says of a plugin that a start accepts: without a database or that start, and of its doors as far as its
 * package has samples.
 *
 * @param plugin as it is configured
 * @param file what is loaded of it, whose factory configures it as the samples say
 */
export async function findingsAlone(plugin: Plugin, file: string): Promise<FoundAlone> {
  const { samples, findings } = await packagedSamples(file);
  const prepared = samples === null ? { subject: withoutSamples(plugin) } : await sampled(file, samples);
  const hasSamples = samples !== null;
  if ('findings' in prepared) return { findings: prepared.findings, hasSamples };
  const checks = staticChecks.filter(({ name }) => name !== declarations.name && (hasSamples || !isOfDoors(name)));
  const found = [...findings];
  for (const { run } of checks) found.push(...(await run(prepared.subject)));
  return { findings: withoutRepeats(found), hasSamples };
}

/** All that the contract suite says, in a platform of its own on a PostgreSQL that is thrown away. */
export async function findingsInPlatform(file: string): Promise<FoundAlone> {
  const { samples, findings } = await packagedSamples(file);
  const factory = await factoryIn(file);
  const found = await withTestServer(() => contractFindings(factory, samples ?? {}));
  return { findings: [...findings, ...found], hasSamples: samples !== null };
}

/** What it requires is for a platform to know. */
async function sampled(file: string, { requires: _, ...samples }: ContractSamples) {
  return subjectOf(await factoryIn(file), samples);
}

function withoutSamples(plugin: Plugin): Subject {
  const { manifest } = plugin;
  const factory = Object.assign(() => plugin, { manifest, optionsSchema: undefined });
  return { factory, plugin, others: [], samples: {}, endless: null };
}

async function factoryIn(file: string): Promise<PluginFactory> {
  const factory = findFactory(await importFile(file));
  if (factory === null) throw new RapportError('PLUGIN_NOT_A_PLUGIN', `${file} has no plugin any more.`);
  return factory;
}

/** Doors are tried with deliveries. */
const isOfDoors = (check: string): boolean => check.startsWith('door-');

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
