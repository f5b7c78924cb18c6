import { getNamedType, isLeafType } from 'graphql';
import { column, type FieldSource, fromDetails } from '../../sdk';
import { type AnyField, type DraftType, declaredSource } from './draft';

export interface CompletedSource {
  readonly source: FieldSource | null;
  /** Type that the declaration belongs to. */
  readonly owner: string;
}

/**
 * The source of a field: its own, else that of the interface it comes from, else the default. By default a field that a
 * type adds to an interface with a table reads the key of `details` of its name, a field of a type with a table the
 * column of its name, and a field of any other type is a property.
 *
 * @param figures names that the summaries answering this type fill
 */
export function completeSource(draft: DraftType, field: AnyField, figures: ReadonlySet<string>): CompletedSource {
  const declared = declaredSource(field);
  const above = interfaceField(draft, field.name);
  if (above !== null && (declared === null || declared === above.source)) return above;
  if (declared !== null) return { source: declared, owner: draft.type.name };
  return { source: defaultSource(draft, field, figures), owner: draft.type.name };
}

function interfaceField(draft: DraftType, name: string): CompletedSource | null {
  for (const candidate of draft.type.getInterfaces()) {
    const field = candidate.getFields()[name];
    if (field === undefined) continue;
    const source = declaredSource(field) ?? (candidate === draft.rowInterface ? columnOf(field) : null);
    if (source !== null) return { source, owner: candidate.name };
  }
  return null;
}

function defaultSource(draft: DraftType, field: AnyField, figures: ReadonlySet<string>): FieldSource | null {
  if (draft.rowInterface !== null) return fromDetails(field.name);
  if (draft.role === 'part' && !figures.has(field.name)) return columnOf(field);
  return draft.role === 'table' ? columnOf(field) : null;
}

/** Null for a field that answers objects: no column could be meant. */
function columnOf(field: AnyField): FieldSource | null {
  return isLeafType(getNamedType(field.type)) ? column(snakeCase(field.name)) : null;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
