import { Interaction, type InteractionType } from '../../sdk';
import type { Fault } from '../fault';
import { type CheckContext, faultOf, type PluginCheck, type PluginContributor } from './contributor';
import { strictDetails } from './strict-details';

/** Whether interaction types have a class that can stand for a contact, and samples that fit their own details. */
export const checkInteractions: PluginCheck = (plugin, context) =>
  (plugin.contributions.interactions ?? []).flatMap((type) => [
    ...checkClass(plugin, type, context),
    ...checkSamples(plugin, type),
  ]);

function checkClass(plugin: PluginContributor, { id, graphql }: InteractionType, context: CheckContext): Fault[] {
  const view = context.index.view(graphql);
  const isContact =
    view?.kind === 'object' &&
    view.related.includes(Interaction) &&
    Object.prototype.isPrototypeOf.call(Interaction, graphql);
  if (isContact) return [];
  const message =
    `The class ${graphql.name} of "${id}" must be written "@ObjectType({ implements: Interaction, … }) class ${graphql.name} ` +
    'extends Interaction", with the Interaction of this platform’s SDK and no second copy of it.';
  return [faultOf(plugin, 'INTERACTION_CLASS_INVALID', id, message)];
}

function checkSamples(plugin: PluginContributor, type: InteractionType): readonly Fault[] {
  const { id, samples } = type;
  if (samples.length === 0) {
    const message = `"${id}" has no sample. Give at least one example of valid details; it is checked and scored.`;
    return [faultOf(plugin, 'INTERACTION_SAMPLE_INVALID', id, message)];
  }
  return samples.flatMap((sample, position) => {
    const { error } = strictDetails(type).safeParse(sample);
    return (error?.issues ?? []).map(({ path, message }) => {
      const where = [`sample ${position + 1}`, ...path.map(String)].join('.');
      const text = `${where} of "${id}" does not fit the details schema: ${message}`;
      return faultOf(plugin, 'INTERACTION_SAMPLE_INVALID', id, text);
    });
  });
}
