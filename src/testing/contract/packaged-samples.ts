import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importFile } from '../../kernel/load/import-file';
import { isObject } from '../../sdk';
import { type Finding, finder, reasonOf, shown } from './finding';
import type { ContractSamples } from './samples';

/** What a package gives its plugin to be tried with; null when it names nothing, or nothing that can be used. */
export interface PackagedSamples {
  readonly samples: ContractSamples | null;
  readonly findings: readonly Finding[];
}

/**
 * Reads the export `samples` of the module that `rapport.samples` of a plugin's package.json names, from where its contract tests
 * take it as well.
 *
 * @param file what is loaded of the plugin
 */
export async function packagedSamples(file: string): Promise<PackagedSamples> {
  const named = namedIn(dirname(file));
  if (named === null) return { samples: null, findings: [] };
  const { manifest, place } = named;
  if (typeof place !== 'string') return unusable(manifest, `It names ${shown(place)}, which is no path.`);
  try {
    const samples = samplesIn(await importFile(join(dirname(manifest), place)));
    if (samples !== null) return { samples, findings: [] };
    return unusable(manifest, `${place} has no export "samples" that is an object.`);
  } catch (error) {
    // Node lists whoever asked for a module that is missing.
    const [reason] = reasonOf(error).split('\nRequire stack:');
    return unusable(manifest, `${place} cannot be loaded: ${reason}`);
  }
}

interface Named {
  /** Path of the package.json. */
  readonly manifest: string;
  readonly place: unknown;
}

/** In the nearest package.json that names a package: compiled files may have one of their own that names none. */
function namedIn(folder: string): Named | null {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { name, rapport } = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>;
    if (isObject(rapport) && rapport.samples !== undefined) return { manifest, place: rapport.samples };
    if (name !== undefined) return null;
  }
  const above = dirname(folder);
  return above === folder ? null : namedIn(above);
}

/** Modules of either format, whichever way the other one wraps them. */
function samplesIn(module: unknown): ContractSamples | null {
  if (!isObject(module)) return null;
  const { samples } = module.samples === undefined && isObject(module.default) ? module.default : module;
  return isObject(samples) ? (samples as ContractSamples) : null;
}

function unusable(manifest: string, problem: string): PackagedSamples {
  const change =
    'Build the package, and let rapport.samples name the module that exports the samples of the contract tests.';
  return { samples: null, findings: [finder('samples')(`rapport.samples of ${manifest}`, problem, change)] };
}
