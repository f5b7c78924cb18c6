import fc from 'fast-check';
import type { Direction, InteractionEvent, InteractionType, Plugin } from '../../../sdk';
import { foreignDetails, validDetails } from './details';

/** The same at every run, so that a finding does not come and go. */
export const seed = 20_261_122;

/** Events of the plugin's types with details that their schemas accept. */
export function validEvents(plugin: Plugin): fc.Arbitrary<InteractionEvent> {
  return eventsWith(plugin, validDetails);
}

/** Every event that a hook may meet: those, events stored by other versions of the plugin, and types it does not know. */
export function anyEvents(plugin: Plugin): fc.Arbitrary<InteractionEvent> {
  const unknown = fc
    .constantFrom(`${plugin.manifest.id}.a_type_of_a_later_version`, 'toString', '__proto__')
    .chain((id) => eventOf({ id, channel: plugin.manifest.id }, fc.constant({})));
  return fc.oneof(
    { arbitrary: eventsWith(plugin, validDetails), weight: 5 },
    { arbitrary: eventsWith(plugin, foreignDetails), weight: 4 },
    { arbitrary: unknown, weight: 1 },
  );
}

/** Whether the plugin declares the event's type. */
export function isKnown({ contributions }: Plugin, { type }: InteractionEvent): boolean {
  return (contributions.interactions ?? []).some(({ id }) => id === type);
}

function eventsWith(
  { contributions, manifest }: Plugin,
  detailsOf: (type: InteractionType) => fc.Arbitrary<InteractionEvent['details']>,
): fc.Arbitrary<InteractionEvent> {
  const types = contributions.interactions ?? [];
  if (types.length === 0) return eventOf({ id: `${manifest.id}.none`, channel: manifest.id }, fc.constant({}));
  return fc.oneof(...types.map((type) => eventOf(type, detailsOf(type))));
}

function eventOf(
  { id: type, channel }: Pick<InteractionType, 'id' | 'channel'>,
  details: fc.Arbitrary<InteractionEvent['details']>,
): fc.Arbitrary<InteractionEvent> {
  return fc
    .record({
      number: fc.nat(1_000_000),
      direction: fc.constantFrom<Direction>('in', 'out', 'mutual'),
      count: fc.integer({ min: 1, max: 9 }),
      brand: fc.constantFrom(undefined, 'ALPHA', 'BETA'),
      actor: fc.constantFrom(undefined, 'ANNA'),
      details,
    })
    .map(({ number, brand, actor, ...rest }) =>
      frozen({
        ...{ id: `e${number}`, source: 'contract', sourceKey: `k${number}`, type, channel, ...rest },
        ...(brand !== undefined && { brand }),
        ...(actor !== undefined && { actor }),
      }),
    );
}

/** Frozen to the bottom, as a hook is given it. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) frozen(child);
  return Object.freeze(value);
}
