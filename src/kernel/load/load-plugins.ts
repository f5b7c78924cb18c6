import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, PluginFactory, PluginManifest } from '../../sdk';
import { type Fault, reasonOf } from '../fault';
import { configurePlugin } from './configure-plugin';
import { findFactory } from './find-factory';
import { importFile } from './import-file';
import { placeOf } from './place-of';
import { foreignSdk, type PluginPlaces, resolvePlugin } from './resolve-plugin';

/** `required`: nothing starts without it. `optional`: whatever keeps it from starting, the rest starts. */
export type PluginPolicy = 'required' | 'optional';

/** A plugin to load: its package's name, a path, or the factory itself, with the options its schema asks for. */
export interface PluginConfiguration {
  readonly use: string | PluginFactory;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default `required`: who names a plugin in code wants to hear of its faults. */
  readonly policy?: PluginPolicy;
  /** `disabled`: it is listed and not loaded. Default `enabled`. */
  readonly standing?: 'enabled' | 'disabled';
  /** Its id, by which it is listed while it is not loaded. Default: what `use` says. */
  readonly id?: string;
  /** `worker`: its scoring hook and batch functions run in a thread of their own. Default `process`. */
  readonly isolation?: 'process' | 'worker';
  /** Megabytes of heap that the thread may have. */
  readonly memory?: number;
  /** Texts in the options that no message may repeat. */
  readonly secrets?: readonly string[];
  /** Variables that the options refer to and that are not set. */
  readonly missing?: readonly string[];
}

/** A phase of a plugin's start and how long it took. */
export interface PhaseTime {
  readonly phase: BootPhase;
  readonly milliseconds: number;
}

/**
 * `resolve` finds the file, `load` runs it, `configure` makes the plugin of its options, `check` looks at what it
 * contributes, `schema` builds the API with it, `migrate` its tables, `prove` asks its scoring hook for its samples.
 */
export type BootPhase = 'resolve' | 'load' | 'configure' | 'check' | 'schema' | 'migrate' | 'prove';

/** What became of one configuration. */
export interface LoadedPlugin {
  /** As configured; the id of a plugin that was given as a factory. */
  readonly use: string;
  readonly policy: PluginPolicy;
  readonly standing: 'enabled' | 'disabled';
  /** Absolute path of what was loaded; null for factories and what was not found. */
  readonly file: string | null;
  /** What it says of itself, as far as that can be read; it has not been checked. */
  readonly manifest: PluginManifest | null;
  /** Null when it could not be loaded or configured. */
  readonly plugin: Plugin | null;
  readonly faults: readonly Fault[];
  readonly times: readonly PhaseTime[];
}

/** What could be loaded, and why the rest could not. */
export interface LoadResult {
  readonly plugins: readonly Plugin[];
  readonly faults: readonly Fault[];
  /** Both, one for each configuration, in their order. */
  readonly loaded: readonly LoadedPlugin[];
}

/** Loads and configures plugins, one after the other. Never throws: whatever a plugin does wrong becomes a fault. */
export async function loadPlugins(
  configurations: readonly PluginConfiguration[],
  places: PluginPlaces,
): Promise<LoadResult> {
  const loaded: LoadedPlugin[] = [];
  for (const configuration of configurations) loaded.push(await load(configuration, places));
  return {
    plugins: loaded.flatMap(({ plugin }) => (plugin === null ? [] : [plugin])),
    faults: loaded.flatMap(({ faults }) => faults),
    loaded,
  };
}

async function load(configuration: PluginConfiguration, places: PluginPlaces): Promise<LoadedPlugin> {
  const { use, policy = 'required', standing = 'enabled', id } = configuration;
  const times: PhaseTime[] = [];
  const factory = typeof use === 'string' ? null : use;
  const name = id ?? (typeof use === 'string' ? use : nameOf(use));
  const base = { use: typeof use === 'string' ? use : name, policy, standing, times, manifest: null, file: null };
  if (standing === 'disabled') {
    return { ...base, use: name, manifest: factory?.manifest ?? null, plugin: null, faults: [] };
  }
  const found = typeof use === 'string' ? await find(use, places, times) : { factory: use, file: null };
  if ('faults' in found) return { ...base, ...found, plugin: null };
  const { manifest } = found.factory;
  const [missing] = configuration.missing ?? [];
  if (missing !== undefined) {
    const message = `The options refer to the variable ${missing}, which is not set. Set it, or switch the plugin off.`;
    const fault: Fault = { code: 'PLUGIN_OPTIONS_INVALID', plugin: name, subject: 'options', message };
    return { ...base, file: found.file, manifest, plugin: null, faults: [fault] };
  }
  const configured = timed(times, 'configure', () => configurePlugin(found, configuration.options, name));
  if ('plugin' in configured) {
    return { ...base, file: found.file, manifest, plugin: configured.plugin, faults: [] };
  }
  const faults = configured.faults.map((fault) => withoutSecrets(fault, configuration.secrets ?? []));
  return { ...base, file: found.file, manifest, plugin: null, faults };
}

type Found =
  | { readonly factory: PluginFactory; readonly file: string | null }
  | { readonly faults: readonly Fault[]; readonly file: string | null };

async function find(use: string, places: PluginPlaces, times: PhaseTime[]): Promise<Found> {
  const file = timed(times, 'resolve', () => resolvePlugin(use, places));
  if (file === null) return refused('PLUGIN_NOT_FOUND', use, notFound(use, places), null);
  const begun = performance.now();
  try {
    const factory = findFactory(await importFile(file));
    times.push({ phase: 'load', milliseconds: performance.now() - begun });
    const foreign = foreignSdk(file, places);
    if (foreign !== null) return refused('PLUGIN_LOAD_FAILED', use, otherCopy(foreign, places), file);
    if (factory !== null) return { factory, file };
  } catch (error) {
    times.push({ phase: 'load', milliseconds: performance.now() - begun });
    // Node lists whoever asked for a module that is missing; the place says it.
    const [reason] = reasonOf(error).split('\nRequire stack:');
    const message = `Loading ${file} failed${placeOf(error, file)}: ${reason}`;
    return refused('PLUGIN_LOAD_FAILED', use, message, file);
  }
  const message = `${file} has no plugin. Make the result of definePlugin() its default export.`;
  return refused('PLUGIN_NOT_A_PLUGIN', use, message, file);
}

function timed<Answer>(times: PhaseTime[], phase: BootPhase, work: () => Answer): Answer {
  const begun = performance.now();
  try {
    return work();
  } finally {
    times.push({ phase, milliseconds: performance.now() - begun });
  }
}

function nameOf({ manifest }: PluginFactory): string {
  const id: unknown = manifest?.id;
  return typeof id === 'string' && id !== '' ? id : 'factory';
}

/** What a plugin throws over its options may repeat them. */
function withoutSecrets(fault: Fault, secrets: readonly string[]): Fault {
  const hidden = secrets.filter((secret) => secret !== '').toSorted((one, other) => other.length - one.length);
  return { ...fault, message: hidden.reduce((text, secret) => text.replaceAll(secret, '***'), fault.message) };
}

function otherCopy(foreign: string, { platformDirectory }: PluginPlaces): string {
  return (
    `It is given the SDK of another copy of the platform, ${foreign}; this is ${platformDirectory}. Run the commands of that copy ` +
    '(npx rapport in the folder of the plugin), or install the plugin where this one is found: it names the platform under peerDependencies, not under dependencies.'
  );
}

function notFound(use: string, places: PluginPlaces): string {
  const { workingDirectory, platformDirectory } = places;
  if (/^[./]/.test(use) && existsSync(resolve(workingDirectory, use))) {
    return `${use} exists, but nothing to load in it: no index.js, nor what "main" or "exports" of its package.json names. Build it first.`;
  }
  const folders = [...new Set([workingDirectory, platformDirectory])];
  const fullName = `rapport-plugin-${use}`;
  const hint = resolvePlugin(fullName, places) === null ? '' : ` Did you mean "${fullName}"?`;
  return (
    `"${use}" is neither a package that ${folders.join(' or ')} can see, nor a path. ` +
    `Install it, or correct the name; a path begins with ./ or /.${hint}`
  );
}

function refused(code: Fault['code'], plugin: string, message: string, file: string | null): Found {
  return { faults: [{ code, plugin, subject: '', message }], file };
}
