import type { InteractionType, MeasureDeclaration } from '../../sdk';
import { type CheckContext, faultOf, type PluginCheck } from './contributor';
import { detailsKeys } from './details-shape';

/** Whether measures read interaction types of the same plugin, and sum what is a number there. */
export const checkMeasures: PluginCheck = (plugin) => {
  const { measures = [], interactions = [] } = plugin.contributions;
  return measures.flatMap((measure) => {
    const read = measure.types.map((id) => ({ id, type: interactions.find((each) => each.id === id) }));
    return read.flatMap(({ id, type }) => {
      if (type === undefined) {
        const message = `The measure "${measure.id}" reads "${id}", but the plugin has no such interaction type. Declare the type, or correct the name.`;
        return [faultOf(plugin, 'MEASURE_UNDECLARED_TYPE', measure.id, message)];
      }
      const reason = unsummable(measure, type);
      if (reason === null) return [];
      const message = `The measure "${measure.id}" sums "${measure.path}", which ${reason} in the details of "${id}". Name a key that is a number.`;
      return [faultOf(plugin, 'MEASURE_INVALID', measure.id, message)];
    });
  });
};

function unsummable({ path }: MeasureDeclaration, type: InteractionType): string | null {
  return path === undefined ? null : notSummed(type, path);
}

/** Why a details path cannot be summed over interactions of the type; null when it can. Of a longer path only the first key is looked at. */
export function notSummed(type: InteractionType, path: string): string | null {
  const [head = '', ...rest] = path.split('.');
  const key = detailsKeys(type.details).get(head);
  if (key === undefined) return 'does not exist';
  if (rest.length > 0) return null;
  const isNumber = ['number', 'integer', 'unknown'].includes(key.kind) && !key.list;
  return isNumber ? null : `is ${key.list ? 'a list' : `a ${key.kind}`}`;
}

/** The interaction type of that id, whoever contributes it. */
export function interactionTypeOf({ everyone }: CheckContext, id: string): InteractionType | undefined {
  return everyone
    .flatMap(({ contributions }) => contributions.interactions ?? [])
    .find((interaction) => interaction.id === id);
}
