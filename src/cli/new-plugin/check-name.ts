import { inTreePlugins } from '../../config';
import { createKernel, KernelError, lateServices } from '../../kernel';
import { type CoreServices, coreModules } from '../../open-platform';
import { countOf, definePlugin, Int, Interaction, objectType, type PluginFactory, summary, z } from '../../sdk';
import { platformVersion } from '../../shared/platform';
import { namesOf } from './names';

/**
 * Finds out whether a plugin may have this id beside the core and those that come with the platform, by the checks of a start.
 *
 * @throws KernelError with what is wrong with the id, or who has a name already that follows from it
 */
export function checkName(id: string): void {
  if (inTreePlugins.some(({ use }) => use === namesOf(id).package)) {
    const message = `A plugin "${id}" comes with the platform. Choose another id.`;
    throw new KernelError([{ code: 'PLUGIN_ID_DUPLICATE', plugin: id, subject: id, otherClaimant: id, message }]);
  }
  createKernel({
    platformVersion,
    coreModules: coreModules(lateServices<CoreServices>().services),
    plugins: [probe(id)()],
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
