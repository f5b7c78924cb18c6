import { inTreePlugins } from '../../config';
import { createKernel, type Fault, KernelError, lateServices } from '../../kernel';
import { type CoreServices, coreModules } from '../../open-platform';
import {
  countOf,
  definePlugin,
  Int,
  Interaction,
  objectType,
  type PluginFactory,
  RapportError,
  summary,
  z,
} from '../../sdk';
import { platformVersion } from '../../shared/platform';
import { namesOf } from './names';

/**
 * Finds out whether a plugin may have this id beside the core and those that come with the platform, by the checks of a start.
 *
 * @throws RapportError with what is wrong with the id, or who has a name already that follows from it
 */
export function checkName(id: string): void {
  const [first, ...others] = nameFaults(id);
  if (first === undefined) return;
  const suggested = suggestion(id);
  const hint = suggested === id ? '' : ` Did you mean "${suggested}"?`;
  const more = others.map(({ code, message }) => `\n${code}: ${message}`).join('');
  const message = `${first.message} Nothing was made.${hint}${more}`;
  throw new RapportError(first.code, message, { faults: [first, ...others] });
}

function nameFaults(id: string): readonly Fault[] {
  if (inTreePlugins.some(({ use }) => use === namesOf(id).package)) {
    const message = `A plugin "${id}" comes with the platform. Choose another id.`;
    return [{ code: 'PLUGIN_ID_DUPLICATE', plugin: id, subject: id, otherClaimant: id, message }];
  }
  try {
    createKernel({
      platformVersion,
      coreModules: coreModules(lateServices<CoreServices>().services),
      plugins: [probe(id)()],
      build: 'when asked for',
    });
    return [];
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    // What follows from a wrong id goes with it.
    const ofId = error.faults.filter(({ code }) => code === 'PLUGIN_ID_INVALID');
    return ofId.length > 0 ? ofId : error.faults;
  }
}

/** The words of a name in the form of an id: `Sms` and `fax_plus` -> `sms` and `fax-plus`. */
function suggestion(name: string): string {
  const words = name.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1-$2').toLowerCase();
  return words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '') || name;
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
