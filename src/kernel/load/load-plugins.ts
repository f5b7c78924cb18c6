import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, PluginFactory } from '../../sdk';
import { type Fault, reasonOf } from '../fault';
import { configurePlugin } from './configure-plugin';
import { findFactory } from './find-factory';
import { importFile } from './import-file';
import { type PluginPlaces, resolvePlugin } from './resolve-plugin';

/** A plugin to load: its package's name, a path, or the factory itself, with the options its schema asks for. */
export interface PluginConfiguration {
  readonly use: string | PluginFactory;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What could be loaded, and why the rest could not. */
export interface LoadResult {
  readonly plugins: readonly Plugin[];
  readonly faults: readonly Fault[];
}

/** Loads and configures plugins. Never throws: whatever a plugin does wrong becomes a fault. */
export async function loadPlugins(
  configurations: readonly PluginConfiguration[],
  places: PluginPlaces,
): Promise<LoadResult> {
  const loaded = await Promise.all(configurations.map((configuration) => load(configuration, places)));
  return {
    plugins: loaded.flatMap((each) => ('plugin' in each ? [each.plugin] : [])),
    faults: loaded.flatMap((each) => ('faults' in each ? each.faults : [])),
  };
}

type Loaded = { readonly plugin: Plugin } | { readonly faults: readonly Fault[] };

async function load({ use, options }: PluginConfiguration, places: PluginPlaces): Promise<Loaded> {
  if (typeof use !== 'string') return configurePlugin(use, options, 'factory');
  const file = resolvePlugin(use, places);
  if (file === null) return refused('PLUGIN_NOT_FOUND', use, notFound(use, places));
  try {
    const factory = findFactory(await importFile(file));
    if (factory !== null) return configurePlugin(factory, options, use);
  } catch (error) {
    return refused('PLUGIN_LOAD_FAILED', use, `Loading ${file} failed: ${reasonOf(error)}`);
  }
  return refused(
    'PLUGIN_NOT_A_PLUGIN',
    use,
    `${file} has no plugin. Make the result of definePlugin() its default export.`,
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

function refused(code: Fault['code'], plugin: string, message: string): Loaded {
  return { faults: [{ code, plugin, subject: '', message }] };
}
