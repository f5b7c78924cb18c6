import type { InteractionEvent, InteractionType } from '../../sdk';
import type { PluginContributor } from './contributor';
import { strictDetails } from './strict-details';

/**
 * Every valid sample as the events a hook may meet: with and without brand and team member. Frozen to the bottom, so
 * that a hook which changes its event throws.
 */
export function sampleEvents({ contributions }: PluginContributor): readonly InteractionEvent[] {
  return (contributions.interactions ?? []).flatMap((type) =>
    type.samples.flatMap((sample, position) => {
      const parsed = strictDetails(type).safeParse(sample);
      if (!parsed.success) return [];
      const bare = eventOf(type, `sample-${position + 1}`, parsed.data);
      return [bare, { ...bare, brand: 'SAMPLE-BRAND', actor: 'SAMPLE-ACTOR' }].map(deepFreeze);
    }),
  );
}

/** An event of a type that does not exist yet. */
export function unknownEvent({ id }: PluginContributor): InteractionEvent {
  const type = { id: `${id}.a_type_of_a_later_version`, channel: id, direction: 'mutual' as const };
  return deepFreeze(eventOf(type, 'unknown', {}));
}

function eventOf(
  { id, channel, direction }: Pick<InteractionType, 'id' | 'channel' | 'direction'>,
  sourceKey: string,
  details: InteractionEvent['details'],
): InteractionEvent {
  return { id: sourceKey, source: 'sample', sourceKey, type: id, channel, direction, count: 1, details };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
