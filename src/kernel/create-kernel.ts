import type { GraphQLSchema } from 'graphql';
import type { Contributions, Plugin, Principal } from '../sdk';
import type { BootReport } from './boot/boot-report';
import { reportOfSound } from './boot/sound';
import { checkContributions } from './check/check';
import { type Fault, KernelError, throwFaults } from './fault';
import { createHealth, type Health } from './health';
import { kernelContributions } from './kernel-contributions';
import { mergeRegistry } from './merge-registry';
import type { AbsentPlugin, Registry } from './registry';
import { buildFaults, sourceFaults } from './schema/build-faults';
import { buildSchema } from './schema/build-schema';
import type { DynamicEnum } from './schema/dynamic-enums';
import type { SlotFigures } from './slot-info';

export interface KernelOptions {
  /** Version of the platform, which the plugins' `engine` ranges are held against. */
  readonly platformVersion: string;
  /** What the core features contribute, as their module.ts files answer it. */
  readonly coreModules: readonly Contributions[];
  readonly plugins: readonly Plugin[];
  /** Faults met while loading; reported together with those of the check. */
  readonly loadFaults?: readonly Fault[];
  /** Plugins that are configured and do not run. */
  readonly absent?: readonly AbsentPlugin[];
  /** What `Query.plugins` tells of the start. Default: all plugins run. */
  readonly report?: () => BootReport;
  /** Who is told files and the words of faults. Default: everybody who may ask. */
  readonly administers?: (principal: Principal) => boolean;
  /** How the slots of a plugin have done. Default: nobody counts. */
  readonly slots?: (registry: Registry, plugin: string) => readonly SlotFigures[];
  /** Enumerations whose values depend on the plugins, such as those of measures. */
  readonly dynamicEnums?: readonly DynamicEnum[];
  /** Gives every field with a source its resolver. Absent: the schema can be printed and inspected, not executed. */
  readonly installSources?: InstallSources;
  /** Who answers no query can do without a schema, and without its faults. Default `at once`. */
  readonly build?: 'at once' | 'when asked for';
}

/** What it answers is of no use to the kernel; the executor's own answer may be kept in a closure. */
export type InstallSources = (schema: GraphQLSchema, registry: Registry) => unknown;

export interface Kernel {
  readonly registry: Registry;
  /** @throws KernelError, if it is built only now */
  readonly schema: GraphQLSchema;
  readonly health: Health;
}

/**
 * Turns core features and plugins into a checked, frozen registry and a schema. Nothing has been started then.
 *
 * @throws KernelError with the faults of all plugins
 */
export function createKernel(options: KernelOptions): Kernel {
  const { platformVersion, plugins, loadFaults = [] } = options;
  const coreModules = [...options.coreModules, kernelContributions()];
  throwFaults([...loadFaults, ...checkContributions({ platformVersion, plugins, coreModules })]);
  return composeKernel(options);
}

/**
 * The same of plugins that have been checked already.
 *
 * @throws KernelError when the schema cannot be built
 */
export function composeKernel(options: KernelOptions): Kernel {
  const { plugins, report = () => reportOfSound(plugins), administers = () => true, slots = () => [] } = options;
  const own = kernelContributions(() => ({
    ...{ health, report: report(), administers },
    slots: (plugin) => slots(registry, plugin),
  }));
  const composed = { ...options, coreModules: [...options.coreModules, own] };
  const registry = mergeRegistry(composed);
  const health = createHealth(plugins.map(({ manifest }) => manifest.id));
  let built: GraphQLSchema | undefined;
  const schema = (): GraphQLSchema => {
    built ??= build(registry, composed);
    return built;
  };
  if (options.build !== 'when asked for') schema();
  return Object.freeze({
    registry,
    health,
    get schema() {
      return schema();
    },
  });
}

function build(registry: Registry, options: KernelOptions): GraphQLSchema {
  const { plugins } = options;
  const schema = buildTypes(registry, options);
  try {
    options.installSources?.(schema, registry);
  } catch (error) {
    throw new KernelError(sourceFaults(error, schema, plugins), { cause: error });
  }
  return schema;
}

function buildTypes(registry: Registry, options: KernelOptions): GraphQLSchema {
  const { dynamicEnums = [], plugins } = options;
  try {
    return buildSchema(registry, dynamicEnums);
  } catch (error) {
    const buildWith = (some: readonly Plugin[]) =>
      buildSchema(mergeRegistry({ ...options, plugins: some }), dynamicEnums);
    throw new KernelError(buildFaults(error, plugins, buildWith), { cause: error });
  }
}
