import { type GraphQLType, getNullableType, isAbstractType, isListType, isObjectType } from 'graphql';
import type { FieldSource, SummarySource } from '../../sdk';
import { checkConnection } from './check-connection';
import { fragmentFaults } from './check-fragments';
import { checkStored } from './check-stored';
import { type FieldCheck, graphqlField, pair, tableOf } from './field-check';

type Check<Kind extends FieldSource['kind']> = (
  check: FieldCheck,
  source: Extract<FieldSource, { kind: Kind }>,
) => readonly string[];

/** What is wrong with one field. */
export function checkField(check: FieldCheck): readonly string[] {
  const { source, coordinate } = check.field;
  if (source === null) return checkWithoutSource(check);
  const found = (checks[source.kind] as Check<FieldSource['kind']>)(check, source);
  return [...found, ...fragmentFaults(source)].map((fault) => `${coordinate}: ${fault}`);
}

const checks: { readonly [Kind in FieldSource['kind']]: Check<Kind> } = {
  column: (check) => needsRow(check),
  details: (check, { path }) => (path.length > 0 ? needsRow(check) : ['the path into details is empty.']),
  globalId: (check, { type }) => [...needsRow(check), ...knownType(check, type)],
  part: (check) => [...needsRow(check), ...answersObject(check)],
  money: (check) => [...needsRow(check), ...answersObject(check)],
  reference: (check, { type, within }) => [...needsParent(check), ...target(check, type), ...pair(check, type, within)],
  lookup: (check, { type }) => target(check, type),
  node: (check, { type }) => checkNode(check, type),
  list: (check, { type, within, limit, orderBy }) => [
    ...needsParent(check),
    ...target(check, type),
    ...pair(check, type, within),
    ...(isListType(getNullableType(graphqlField(check).type)) ? [] : ['the field must answer a list.']),
    ...(Number.isInteger(limit) && limit > 0 ? [] : ['limit must be a whole number above 0.']),
    ...(orderBy.length > 0 ? [] : ['orderBy is empty.']),
  ],
  connection: (check, source) => [...tableOf(check, source.type).faults, ...checkConnection(check, source)],
  summary: (check, source) => [...needsRow(check), ...answersObject(check), ...checkSummary(check, source)],
  batch: (check, source) => [
    ...(source.column === undefined ? checkDefaultKey(check) : []),
    ...checkStored(check, source),
  ],
};

function checkWithoutSource(check: FieldCheck): readonly string[] {
  const { draft, field } = check;
  if (draft.role === 'table') return [`${field.coordinate}: it answers objects of ${field.type} and has no source.`];
  if (draft.role !== 'part') return [];
  const filled = [...check.input.types.values()].some(({ fields }) =>
    [...fields.values()].some(
      ({ type, source }) => type === draft.type.name && source?.kind === 'summary' && field.name in source.figures,
    ),
  );
  return filled ? [] : [`${field.coordinate}: it has neither a source nor a figure.`];
}

function checkDefaultKey({ draft, tables }: FieldCheck): readonly string[] {
  if (draft.role === 'root') return [];
  if (tables.length === 0) return ['name the property that makes the key; the type has no table to take it from.'];
  const keys = new Set(tables.map(({ key }) => key));
  return keys.size === 1 ? [] : ['name the column that makes the key; the tables it is reached from differ in theirs.'];
}

function checkSummary({ input, field, tables }: FieldCheck, source: SummarySource): readonly string[] {
  const faults: string[] = [];
  const names = new Set(input.types.get(field.type)?.fields.keys() ?? []);
  for (const [name, figure] of Object.entries(source.figures)) {
    if (!names.has(name)) faults.push(`the figure ${name} is not a field of ${field.type}.`);
    const types = figure.figure === 'ratio' ? [...figure.of, ...figure.to] : figure.types;
    if (types.length === 0) faults.push(`the figure ${name} counts no interaction type.`);
    for (const type of types) {
      if (!input.interactionTypes.has(type)) faults.push(`the figure ${name} counts ${type}, which nobody declares.`);
    }
  }
  const customers = new Set(tables.map(({ customerColumn }) => customerColumn));
  if (customers.has(undefined)) faults.push('its row names no customer.');
  if (customers.size > 1) faults.push('the tables it is reached from differ in their customer column.');
  if (input.drafts.get('Interaction')?.table == null) faults.push('the schema has no Interaction to count.');
  return faults;
}

function checkNode(check: FieldCheck, type: string | undefined): readonly string[] {
  const names = graphqlField(check).args.map(({ name }) => name);
  const faults = names.includes('id') || names.includes('ids') ? [] : ['it has no argument id or ids.'];
  if (type === undefined) return faults;
  const id = check.input.types.get(type)?.fields.get('id')?.source;
  const hasId = id?.kind === 'globalId' && id.type === type;
  return [...faults, ...target(check, type), ...(hasId ? [] : [`${type} has no opaque id of its own.`])];
}

function target(check: FieldCheck, type: string): readonly string[] {
  const { faults } = tableOf(check, type);
  if (faults.length > 0 || answers(check, type)) return faults;
  return [`it reads ${type}, but the field answers ${check.field.type}.`];
}

/** Whether objects of `type` may stand where the field's type is asked for. */
function answers({ input, field }: FieldCheck, type: string): boolean {
  if (field.type === type) return true;
  const wanted = input.schema.getType(field.type);
  const given = input.drafts.get(type)?.type;
  return isAbstractType(wanted) && given !== undefined && input.schema.isSubType(wanted, given);
}

function knownType({ input }: FieldCheck, type: string): readonly string[] {
  return input.drafts.has(type) ? [] : [`there is no type ${type}.`];
}

function needsRow({ tables, draft }: FieldCheck): readonly string[] {
  return tables.length > 0 ? [] : [`${draft.type.name} has no table to read from.`];
}

function needsParent({ draft }: FieldCheck): readonly string[] {
  return draft.role === 'root' ? ['a root field has no row that others could belong to.'] : [];
}

function answersObject(check: FieldCheck): readonly string[] {
  const type: GraphQLType | undefined = check.input.schema.getType(check.field.type);
  return isObjectType(type) ? [] : ['the field must answer an object type.'];
}
