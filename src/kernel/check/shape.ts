import type { Contributions, Plugin, z } from '../../sdk';
import { type Fault, reasonOf } from '../fault';
import { faultOf, type PluginContributor } from './contributor';
import { manifestShape, singleSlots, slotShapes } from './shapes';

/** What a plugin goes by whose manifest has no id. */
export const namelessPlugin = '(a plugin without an id)';

export interface ShapeResult {
  /** The plugin without what has not the right shape; null when it cannot even be named. */
  readonly plugin: PluginContributor | null;
  readonly faults: readonly Fault[];
}

/** Holds manifest and slots against the shapes of the contract. Later checks may then trust the types. */
export function checkShape(plugin: Plugin): ShapeResult {
  const given: { readonly manifest?: unknown; readonly contributions?: unknown } = plugin;
  const manifest = manifestShape.safeParse(given.manifest);
  if (!manifest.success) {
    const owner = { id: nameOf(given.manifest) };
    return { plugin: null, faults: malformed(owner, 'manifest', manifest.error) };
  }
  const owner = { id: plugin.manifest.id };
  if (typeof given.contributions !== 'object' || given.contributions === null) {
    const message = 'contribute() must answer an object of slots, and not a promise of one.';
    return { plugin: null, faults: [faultOf(owner, 'CONTRIBUTION_MALFORMED', 'contributions', message)] };
  }
  const kept: Record<string, unknown> = {};
  const faults = Object.entries(given.contributions).flatMap(([slot, content]) => {
    const checked = checkSlot(owner, slot, content);
    if (checked.kept !== undefined) kept[slot] = checked.kept;
    return checked.faults;
  });
  const { manifest: sound } = plugin;
  return { plugin: { id: sound.id, manifest: sound, contributions: kept as Contributions }, faults };
}

interface SlotResult {
  readonly kept?: unknown;
  readonly faults: readonly Fault[];
}

function checkSlot(owner: { readonly id: string }, slot: string, content: unknown): SlotResult {
  if (content === undefined) return { faults: [] };
  if (!(slot in slotShapes)) {
    const message = `There is no slot "${slot}". The slots are: ${Object.keys(slotShapes).join(', ')}.`;
    return { faults: [faultOf(owner, 'CONTRIBUTION_MALFORMED', slot, message)] };
  }
  const shape = slotShapes[slot as keyof Contributions];
  if (singleSlots.has(slot)) return checkItem(owner, slot, shape, content);
  if (!Array.isArray(content)) {
    return { faults: [faultOf(owner, 'CONTRIBUTION_MALFORMED', slot, `The slot "${slot}" takes a list.`)] };
  }
  const items = content.map((item, position) => checkItem(owner, subjectOf(slot, position, item), shape, item));
  return {
    kept: content.filter((_item, position) => items[position]?.kept !== undefined),
    faults: items.flatMap(({ faults }) => faults),
  };
}

function checkItem(owner: { readonly id: string }, subject: string, shape: z.ZodType, item: unknown): SlotResult {
  try {
    const parsed = shape.safeParse(item);
    return parsed.success ? { kept: item, faults: [] } : { faults: malformed(owner, subject, parsed.error) };
  } catch (error) {
    const message = `Reading it threw: ${reasonOf(error)}`;
    return { faults: [faultOf(owner, 'CONTRIBUTION_MALFORMED', subject, message)] };
  }
}

function malformed(owner: { readonly id: string }, subject: string, error: z.ZodError): readonly Fault[] {
  return error.issues.map(({ path, message }) =>
    faultOf(owner, 'CONTRIBUTION_MALFORMED', [subject, ...path.map(String)].join('.'), message),
  );
}

/** The item's own name where it has one, else its place in the slot. */
function subjectOf(slot: string, position: number, item: unknown): string {
  const named = item as Readonly<Record<string, unknown>> | null | undefined;
  const name = named?.id ?? named?.evidence ?? named?.eventType ?? named?.name;
  return typeof name === 'string' && name !== '' ? name : `${slot}[${position}]`;
}

function nameOf(manifest: unknown): string {
  const id: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'id') : undefined;
  return typeof id === 'string' && id !== '' ? id : namelessPlugin;
}
