import { createKernel, lateServices, loadPlugins, type PluginConfiguration } from '../../kernel';
import { type CoreServices, coreModules } from '../../open-platform';
import { countOf, definePlugin, Int, Interaction, objectType, type PluginFactory, summary, z } from '../../sdk';
import { platformDirectory, platformVersion } from '../../shared/platform';
import { namesOf } from './names';

/**
 * Finds out whether a plugin may have this id beside the core and other plugins, by the checks of a start.
 *
 * @throws KernelError with what is wrong with the id, or who has a name already that follows from it
 */
export async function checkName(id: string, others: readonly PluginConfiguration[]): Promise<void> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { plugins } = await loadPlugins([...others, { use: probe(id) }], places);
  createKernel({
    platformVersion,
    coreModules: coreModules(lateServices<CoreServices>().services),
    plugins,
    build: 'when asked for',
  });
}

/** A plugin with every name that the scaffold gives. */
function probe(id: string): PluginFactory {
  const { type, field, title } = namesOf(id);
  const message = objectType({ name: `${type}Message`, description: title, implements: Interaction, fields: {} });
  const customer = objectType({
    ...{ name: `${type}Customer`, description: title },
    fields: { messages: { type: () => Int, description: title } },
  });
  return definePlugin({
    ...{ id, title, version: '0.1.0', description: title, engine: `^${platformVersion}` },
    contribute: () => ({
      channels: [{ id, title, depth: 1, kappa: 1 }],
      interactions: [
        {
          ...{ id: `${id}.message_received`, title, channel: id, direction: 'in', graphql: message },
          ...{ details: z.strictObject({}), samples: [{}] },
        },
      ],
      types: [customer],
      fields: [
        {
          ...{ on: 'Customer', name: field, description: title, type: () => customer },
          source: summary({ messages: countOf(`${id}.message_received`) }),
        },
      ],
    }),
  });
}
