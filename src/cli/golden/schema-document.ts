import { lexicographicSortSchema, printSchema } from 'graphql';
import { installSources } from '../../execution';
import { createKernel, lateServices, loadPlugins, type PluginConfiguration } from '../../kernel';
import { type CoreServices, coreEnums, coreModules } from '../../open-platform';
import { platformDirectory, platformVersion } from '../../shared/platform';

/**
 * The schema definition of the core with these plugins, in alphabetical order. Checked and built like that of a start,
 * declared sources included, with services that never come.
 *
 * @throws KernelError with the faults of all plugins
 */
export async function schemaDocument(configurations: readonly PluginConfiguration[]): Promise<string> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { plugins, faults } = await loadPlugins(configurations, places);
  const { schema } = createKernel({
    platformVersion,
    coreModules: coreModules(lateServices<CoreServices>().services),
    plugins,
    loadFaults: faults,
    dynamicEnums: coreEnums,
    installSources,
  });
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
