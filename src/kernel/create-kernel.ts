import type { GraphQLSchema } from 'graphql';
import type { Contributions, Plugin } from '../sdk';
import { checkContributions } from './check/check';
import type { Fault } from './fault';
import { throwFaults } from './fault';
import { createHealth, type Health } from './health';

import { mergeRegistry } from './merge-registry';
import { kernelModule } from './module';
import type { Registry } from './registry';
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
}

export type InstallSources = (schema: GraphQLSchema, registry: Registry) => void;

export interface Kernel {
  readonly registry: Registry;
  readonly schema: GraphQLSchema;
  readonly health: Health;
}

/**
 * Turns core features and plugins into a checked, frozen registry and a schema. Nothing has been started then.
 *
 * @throws KernelError with the faults of all plugins
 */
export function createKernel(options: KernelOptions): Kernel {
  const { platformVersion, plugins } = options;
  const health = createHealth(plugins.map(({ manifest }) => manifest.id));
  const coreModules = [...options.coreModules, kernelModule(() => ({ registry, health }))];
  throwFaults([...(options.loadFaults ?? []), ...checkContributions({ platformVersion, coreModules, plugins })]);
  const registry: Registry = mergeRegistry({ platformVersion, coreModules, plugins });
  const schema = buildSchema(registry, options.dynamicEnums ?? []);
  options.installSources?.(schema, registry);
  return Object.freeze({ registry, schema, health });
}
