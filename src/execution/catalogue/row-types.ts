import type { RowTypes } from './catalogue';
import { type Drafts, type DraftType, isRowInterface } from './draft';

/** Names of the object types whose rows an interface with a table reads. */
export function implementersOf(draft: DraftType, drafts: Drafts): readonly string[] {
  if (!isRowInterface(draft)) return [];
  return [...drafts.values()].filter((other) => other.rowInterface?.name === draft.type.name).map(nameOf);
}

/** How rows of an interface with a table tell their type: by the column `type`, in the words of the interaction types. */
export function rowTypesOf(
  draft: DraftType,
  drafts: Drafts,
  interactionTypes: ReadonlyMap<string, string>,
): RowTypes | null {
  if (!isRowInterface(draft)) return null;
  const implementers = new Set(implementersOf(draft, drafts));
  return Object.freeze({
    column: 'type',
    byValue: new Map([...interactionTypes].filter(([, type]) => implementers.has(type))),
    otherwise: fallbackOf(draft.type.name),
  });
}

/** Name of the type that stands in for rows nobody declares. */
export const fallbackOf = (interfaceName: string): string => `Unknown${interfaceName}`;

/** Values of the type column that belong to an object type. */
export function valuesOf(typeName: string, interactionTypes: ReadonlyMap<string, string>): readonly string[] {
  return [...interactionTypes].filter(([, type]) => type === typeName).map(([value]) => value);
}

const nameOf = (draft: DraftType): string => draft.type.name;
