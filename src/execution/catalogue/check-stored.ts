import { isObjectType } from 'graphql';
import type { BatchSource, StoredField } from '../../sdk';
import type { FieldCheck } from './field-check';

/** What is wrong with answers that are declared to lie ready: fields that the answer's type does not have. */
export function checkStored({ input, field, draft }: FieldCheck, { stored }: BatchSource): readonly string[] {
  if (stored === undefined) return [];
  const faults = draft.role === 'root' ? ['a root field has no row that a stored answer could belong to.'] : [];
  return [...faults, ...unknownFields(input.schema.getType(field.type), stored.fields).map(missing(field.type))];
}

const missing =
  (type: string) =>
  (name: string): string =>
    `the stored field ${name} is not a field of ${type}.`;

function unknownFields(type: unknown, fields: Readonly<Record<string, StoredField>>): readonly string[] {
  const known = isObjectType(type) ? type.getFields() : {};
  return Object.keys(fields).filter((name) => known[name] === undefined);
}

/** The columns that a stored answer reads. */
export function storedColumns(fields: Readonly<Record<string, StoredField>>): readonly string[] {
  return Object.values(fields).flatMap((field) => {
    if ('column' in field) return [field.column];
    return 'items' in field ? field.items.flatMap(storedColumns) : [];
  });
}
