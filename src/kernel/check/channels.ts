import { type CheckContext, faultOf, type PluginCheck } from './contributor';

/** Whether channels can be saturated, and whether everything that names a channel names a declared one. */
export const checkChannels: PluginCheck = (plugin, context) => {
  const { channels = [], signals = [], interactions = [] } = plugin.contributions;
  const declared = declaredChannels(context);
  const named = [
    ...signals.map(({ id, defaults }) => ({ subject: id, noun: 'signal', channel: defaults.channel })),
    ...interactions.map(({ id, channel }) => ({ subject: id, noun: 'interaction type', channel })),
  ];
  return [
    ...channels
      .filter(({ depth, kappa }) => !(depth > 0 && kappa > 0 && Number.isFinite(depth * kappa)))
      .map(({ id, depth, kappa }) => {
        const message = `The channel "${id}" has depth ${depth} and kappa ${kappa}. Both must be numbers above 0.`;
        return faultOf(plugin, 'CHANNEL_INVALID', id, message);
      }),
    ...named
      .filter(({ channel }) => !declared.has(channel))
      .map(({ subject, noun, channel }) => {
        const message = `The ${noun} "${subject}" belongs to the channel "${channel}", which nobody declares. Declare it under channels, or name another.`;
        return faultOf(plugin, 'CHANNEL_UNDECLARED', subject, message);
      }),
  ];
};

function declaredChannels({ everyone }: CheckContext): ReadonlySet<string> {
  return new Set(everyone.flatMap(({ contributions }) => (contributions.channels ?? []).map(({ id }) => id)));
}
