import { faultOf, type PluginCheck } from './contributor';

/** Whether adoption evidence stands on a stage of the ladder and says something. */
export const checkAdoption: PluginCheck = (plugin) =>
  (plugin.contributions.adoption ?? []).flatMap(({ evidence, stage, points }) => {
    const onLadder = [1, 2, 3, 4].includes(stage);
    const counts = Number.isFinite(points) && points !== 0;
    if (onLadder && counts) return [];
    const message = `The adoption evidence "${evidence}" has stage ${stage} and ${points} points. Use a stage from 1 to 4 and points other than 0.`;
    return [faultOf(plugin, 'ADOPTION_INVALID', evidence, message)];
  });
