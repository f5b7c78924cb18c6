import type { GraphQLSchema } from 'graphql';
import type { Contributions, Plugin } from '../sdk';
import { checkContributions } from './check/check';
import { type Fault, KernelError, throwFaults } from './fault';
import { createHealth, type Health } from './health';
import { kernelContributions } from './kernel-contributions';
import { mergeRegistry } from './merge-registry';
import type { Registry } from './registry';
import { buildFaults, sourceFaults } from './schema/build-faults';
import { buildSchema } from './schema/build-schema';
import type { DynamicEnum } from './schema/dynamic-enums';

export interface KernelOptions {
  /** Version of the platform, which the plugins' `engine` ranges are held against. */
  readonly platformVersion: string;
  /** What the core features contribute, as their module.ts files answer it. */
  readonly coreModules: readonly Contributions[];
  readonly plugins: readonly Plugin[];
  /** Faults met while loading; reported together with those of the check. */
  readonly loadFaults?: readonly Fault[];
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
  const checked = { ...options, coreModules: [...options.coreModules, kernelContributions(() => kernel)] };
  throwFaults([...(options.loadFaults ?? []), ...checkContributions(checked)]);
  const registry = mergeRegistry(checked);
  let built: GraphQLSchema | undefined;
  const schema = (): GraphQLSchema => {
    built ??= build(registry, checked);
    return built;
  };
  if (options.build !== 'when asked for') schema();
  const health = createHealth(options.plugins.map(({ manifest }) => manifest.id));
  const kernel: Kernel = Object.freeze({
    registry,
    health,
    get schema() {
      return schema();
    },
  });
  return kernel;
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
