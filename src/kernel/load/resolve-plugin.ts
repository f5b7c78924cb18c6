import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from '../../sdk';

/** Where plugins are looked for, in this order. Absolute paths. */
export interface PluginPlaces {
  readonly workingDirectory: string;
  /** The platform's own package: its `node_modules` and those above it. */
  readonly platformDirectory: string;
}

/** The file that a configured package name or path means; null when nothing is there. */
export function resolvePlugin(use: string, places: PluginPlaces): string | null {
  if (isAbsolute(use) || use.startsWith('.')) return resolveFolder(resolve(places.workingDirectory, use));
  return resolveFrom(places.workingDirectory, use) ?? resolveFrom(places.platformDirectory, use);
}

/**
 * The SDK of another copy of the platform, when that is the one a plugin's file is given; null otherwise. Two copies know
 * nothing of each other's types.
 */
export function foreignSdk(file: string, { platformDirectory }: PluginPlaces): string | null {
  const given = resolveFrom(dirname(file), 'rapport/sdk');
  return given === null || given === join(platformDirectory, 'dist/src/sdk/index.js') ? null : given;
}

function resolveFrom(directory: string, specifier: string): string | null {
  try {
    return createRequire(join(directory, 'package.json')).resolve(specifier);
  } catch {
    return null;
  }
}

/** Node follows `exports` only for names; a path to a package's folder has to be looked up by hand. */
function resolveFolder(path: string): string | null {
  const manifest = join(path, 'package.json');
  if (existsSync(path) && statSync(path).isDirectory() && existsSync(manifest)) {
    const entry = entryOf(readManifest(manifest));
    if (entry !== undefined) return resolveFrom(path, join(path, entry));
  }
  return resolveFrom(path, path);
}

const conditions = z.union([z.string(), z.record(z.string(), z.unknown())]);
const packageManifest = z.looseObject({ main: z.string().optional(), exports: conditions.optional() });

function readManifest(file: string): z.infer<typeof packageManifest> {
  const parsed = packageManifest.safeParse(parseJson(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(manifest: z.infer<typeof packageManifest>): string | undefined {
  const { exports: exported, main } = manifest;
  return (typeof exported === 'string' ? exported : pick(exported?.['.'] ?? exported)) ?? main;
}

function pick(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return undefined;
  const byCondition = entry as Readonly<Record<string, unknown>>;
  return ['node', 'require', 'import', 'default'].map((name) => pick(byCondition[name])).find((file) => file);
}
