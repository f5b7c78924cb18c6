import type { GraphQLSchema } from 'graphql';
import type { TableSource } from '../../sdk';
import type { FieldDescription } from './catalogue';
import type { AnyField, Drafts, DraftType } from './draft';
import type { CompletedTypes } from './hosts';

export interface CheckInput {
  readonly schema: GraphQLSchema;
  readonly drafts: Drafts;
  readonly types: CompletedTypes;
  readonly interactionTypes: ReadonlyMap<string, string>;
}

/** One field under check, with what surrounds it. */
export interface FieldCheck {
  readonly input: CheckInput;
  readonly draft: DraftType;
  readonly field: FieldDescription;
  /** Tables whose rows the object of the field reads; empty for roots and objects made by JavaScript. */
  readonly tables: readonly TableSource[];
}

/** The field as the schema has it. */
export function graphqlField({ draft, field }: FieldCheck): AnyField {
  const found = draft.type.getFields()[field.name];
  if (found === undefined) throw new Error(`${field.coordinate} is not in the schema.`);
  return found;
}

/** Faults of a `within` column: the other table must say which of its columns names the customer. */
export function pair(check: FieldCheck, type: string, within: string | undefined): readonly string[] {
  const { table } = tableOf(check, type);
  if (within === undefined || table === null || table.customerColumn !== undefined) return [];
  return [`it says within, but ${type} has no customerColumn.`];
}

/** The table of a type of the schema, and what stands in the way of reading it. */
export function tableOf(
  { input }: FieldCheck,
  type: string,
): { readonly table: TableSource | null; readonly faults: readonly string[] } {
  const draft = input.drafts.get(type);
  if (draft === undefined) return { table: null, faults: [`there is no type ${type}.`] };
  return { table: draft.table, faults: draft.table === null ? [`${type} has no table.`] : [] };
}
