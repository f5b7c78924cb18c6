import { isolationOf, type PluginFault, type Slot } from '../../isolation';
import type { AbsentPlugin, Registry } from '../../kernel/registry';
import type { InteractionType, z } from '../../sdk';
import { inShapeOrder, type TypeToRead } from './plain-interaction';
import type { Unread } from './prepared';

type Schema = Pick<z.ZodObject, 'safeParse'>;

/** An interaction type whose schemas are called within the limits of their plugin's slot. */
export interface ReadableType extends Pick<InteractionType, 'direction' | 'channelPermission'>, TypeToRead {
  /** Refuses unknown keys. @throws Unreadable */
  readonly details: Schema;
}

/** A schema of a plugin did not answer: nobody knows whether the details are sound. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(readonly fault: PluginFault) {
    super(fault.message);
  }
}

/** The types of the plugins that run, by id. */
export function readableTypes(registry: Pick<Registry, 'interactionTypes'>): ReadonlyMap<string, ReadableType> {
  return new Map(
    [...registry.interactionTypes].map(([id, { owner, value }]) => {
      let slot: Slot | undefined;
      // The limits may be chosen after this.
      const slotOf = (): Slot => {
        slot ??= isolationOf(registry).slot(owner.id, 'check', id);
        return slot;
      };
      const details = guarded(value.details.strict(), slotOf);
      return [id, { ...value, details, orderedDetails: guarded(inShapeOrder(value.details), slotOf) }];
    }),
  );
}

/** A schema may hold functions of the plugin. */
function guarded(schema: z.ZodObject, slotOf: () => Slot): Schema {
  const safeParse = (given: unknown) => {
    const slot = slotOf();
    if (!slot.admits()) throw new Unreadable(slot.refusal());
    const started = performance.now();
    try {
      const reading = schema.safeParse(given);
      slot.ended(performance.now() - started);
      return reading;
    } catch (error) {
      throw new Unreadable(slot.failed(performance.now() - started, error));
    }
  };
  return { safeParse };
}

/** Why a record of a type cannot be read whose plugin is configured, but does not run. */
export function absence({ id, state }: AbsentPlugin): Unread {
  const reason = `The plugin ${id} is ${state}. The record waits until it runs again.`;
  return { code: 'PLUGIN_NOT_RUNNING', reason, plugin: id };
}

export function unreadBy({ code, message, details }: PluginFault): Unread {
  return { code, reason: `${message} The record waits and is tried again.`, plugin: details.plugin };
}
