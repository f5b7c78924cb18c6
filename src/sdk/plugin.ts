import type { z } from 'zod';
import type { Contributions } from './contributions';

/** What a plugin says about itself before it is configured. @since 0.1.0 */
export interface PluginManifest {
  /** Lower-case words joined by hyphens; also names its field on Customer, its SQL schema and its web hooks. */
  readonly id: string;
  /** Semantic version; part of the value model's hash. */
  readonly version: string;
  readonly title: string;
  readonly description: string;
  /** Range of platform versions it works with. */
  readonly engine: string;
  /** Plugins it needs: id -> version range. */
  readonly requires?: Readonly<Record<string, string>>;
}

/** A configured plugin: frozen data with functions. Every slot can be listed before anything starts. @since 0.1.0 */
export interface Plugin {
  readonly manifest: PluginManifest;
  readonly contributions: Contributions;
}

/** The default export of a plugin's package. @since 0.1.0 */
export interface PluginFactory<Options = unknown> {
  (options?: unknown): Plugin;
  readonly manifest: PluginManifest;
  readonly optionsSchema: z.ZodType<Options> | undefined;
}

/** What `definePlugin` is given. @since 0.1.0 */
export interface PluginDefinition<Options> extends PluginManifest {
  /** Schema of the options; unknown or wrong ones stop the start with the plugin's name. Absent: no options. */
  readonly options?: z.ZodType<Options>;
  contribute(options: Options): Contributions;
}

/**
 * Makes the factory that a plugin's package exports by default.
 *
 * @since 0.1.0
 * @throws ZodError from the factory when the options do not fit; the kernel reports it as PLUGIN_OPTIONS_INVALID.
 * @example
 * import { definePlugin, z } from 'rapport/sdk';
 *
 * const fax = definePlugin({
 *   ...{ id: 'fax', version: '1.0.0', title: 'Fax', description: 'Faxes of customers.', engine: '^0.1.0' },
 *   options: z.strictObject({ number: z.string() }),
 *   contribute: ({ number }) => ({
 *     channels: [{ id: 'fax', title: `Fax to ${number}`, depth: 0.2, kappa: 10 }],
 *   }),
 * });
 * fax.manifest.id; // => 'fax'
 * fax({ number: '49' }).contributions.channels?.[0]?.title; // => 'Fax to 49'
 */
export function definePlugin<Options = Record<never, never>>(
  definition: PluginDefinition<Options>,
): PluginFactory<Options> {
  const { options: optionsSchema, contribute, ...rest } = definition;
  const manifest = deepFreeze({ ...rest });
  const create = (given: unknown = {}): Plugin => {
    const options = optionsSchema === undefined ? (given as Options) : optionsSchema.parse(given);
    return Object.freeze({ manifest, contributions: freezeContributions(contribute(options)) });
  };
  return Object.freeze(Object.assign(create, { manifest, optionsSchema }));
}

/** Freezes the lists of a contribution. Classes and schemas inside belong to libraries and stay as they are. */
function freezeContributions(contributions: Contributions): Contributions {
  for (const slot of Object.values(contributions)) {
    if (Array.isArray(slot)) Object.freeze(slot);
  }
  return Object.freeze(contributions);
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  }
  return Object.freeze(value);
}
