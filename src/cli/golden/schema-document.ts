import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { installSources } from '../../execution';
import { createKernel, lateServices, loadPlugins, type PluginConfiguration, type Registry } from '../../kernel';
import { type CoreServices, coreEnums, coreModules } from '../../open-platform';
import { platformDirectory, platformVersion } from '../../shared/platform';

/**
 * The schema definition of the core with these plugins, in alphabetical order.
 *
 * @throws KernelError with the faults of all plugins
 */
export async function schemaDocument(configurations: readonly PluginConfiguration[]): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await schemaWithoutServices(configurations)))}\n`;
}

/**
 * The schema of the core with these plugins, checked and built like that of a start, declared sources included, with
 * services that never come.
 *
 * @param install puts the sources in place
 * @throws KernelError with the faults of all plugins
 */
export async function schemaWithoutServices(
  configurations: readonly PluginConfiguration[],
  install: (schema: GraphQLSchema, registry: Registry) => void = installSources,
): Promise<GraphQLSchema> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { plugins, faults } = await loadPlugins(configurations, places);
  const { schema } = createKernel({
    platformVersion,
    coreModules: coreModules(lateServices<CoreServices>().services),
    plugins,
    loadFaults: faults,
    dynamicEnums: coreEnums,
    installSources: install,
  });
  return schema;
}
