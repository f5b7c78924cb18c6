import { getNamedType, isObjectType } from 'graphql';
import type { SelectedField } from '../../sdk';
import type { FieldSelection, ValueSelection } from '../compiled/operation';

/** What is asked of a field's value, for who writes its text; null where types differ or fields have arguments. */
export function selectedFields(selection: ValueSelection): readonly SelectedField[] | null {
  const [below] = selection.below.values();
  if (below === undefined || !isObjectType(getNamedType(selection.type))) return null;
  const fields = below.fields.map(selectedField);
  return fields.every((field) => field !== null) ? fields : null;
}

function selectedField(field: FieldSelection): SelectedField | null {
  const { responseKey } = field;
  if (field.kind === 'typename') return { name: '__typename', responseKey, below: null };
  if (field.site !== null) return null;
  const { name } = field.description;
  if (field.below.size === 0) return { name, responseKey, below: null };
  const below = selectedFields(field);
  return below === null ? null : { name, responseKey, below };
}
