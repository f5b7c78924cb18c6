import { type GraphQLSchema, getNamedType } from 'graphql';
import { RapportError } from '../../sdk';
import type { Catalogue, FieldDescription, NodeDescription, TableDescription, TypeDescription } from './catalogue';
import { keyTypeOf } from './catalogue';
import { checkTypes } from './check-types';
import { columnsOf } from './columns';
import { completeSource } from './complete-source';
import { type Drafts, type DraftType, declaredSource, draftTypes } from './draft';
import { type CompletedType, type CompletedTypes, hostsOfParts } from './hosts';
import { implementersOf, rowTypesOf, valuesOf } from './row-types';

/**
 * Reads the declarations of a built schema.
 *
 * @param interactionTypes id of the interaction type -> name of its GraphQL type
 * @throws RapportError SCHEMA_BUILD_FAILED with all faults, each beginning with `Type.field`; also in `details.faults`
 */
export function readCatalogue(schema: GraphQLSchema, interactionTypes: ReadonlyMap<string, string>): Catalogue {
  const drafts = draftTypes(schema);
  const completed = completeTypes(drafts);
  const faults = checkTypes({ schema, drafts, types: completed, interactionTypes });
  if (faults.length > 0) {
    const message = `The declared sources cannot work:\n${faults.map((fault) => `- ${fault}`).join('\n')}`;
    throw new RapportError('SCHEMA_BUILD_FAILED', message, { faults });
  }
  const hosts = hostsOfParts(drafts, completed);
  const types = new Map<string, TypeDescription>();
  for (const [name, { draft, fields }] of completed) {
    const table = tableOf(draft, drafts, completed, interactionTypes);
    const rowTypes = rowTypesOf(draft, drafts, interactionTypes);
    const reads = draft.table ?? hosts.get(name)?.[0]?.table ?? null;
    types.set(name, Object.freeze({ name, role: draft.role, table, reads, fields, rowTypes }));
  }
  return Object.freeze({ types, nodes: nodesOf(types) });
}

function completeTypes(drafts: Drafts): CompletedTypes {
  const figures = figuresByType(drafts);
  const completed = new Map<string, CompletedType>();
  for (const [name, draft] of drafts) {
    const fields = new Map<string, FieldDescription>();
    for (const field of Object.values(draft.type.getFields())) {
      const { source, owner } = completeSource(draft, field, figures.get(name) ?? new Set());
      const coordinate = `${owner}.${field.name}`;
      const type = getNamedType(field.type).name;
      fields.set(field.name, Object.freeze({ name: field.name, coordinate, source, type }));
    }
    completed.set(name, { draft, fields });
  }
  return completed;
}

function figuresByType(drafts: Drafts): ReadonlyMap<string, ReadonlySet<string>> {
  const figures = new Map<string, Set<string>>();
  for (const { type } of drafts.values()) {
    for (const field of Object.values(type.getFields())) {
      const source = declaredSource(field);
      if (source?.kind !== 'summary') continue;
      const target = getNamedType(field.type).name;
      figures.set(target, new Set([...(figures.get(target) ?? []), ...Object.keys(source.figures)]));
    }
  }
  return figures;
}

function tableOf(
  draft: DraftType,
  drafts: Drafts,
  types: CompletedTypes,
  interactionTypes: ReadonlyMap<string, string>,
): TableDescription | null {
  const { table, rowInterface } = draft;
  if (table === null) return null;
  const rowTypes = rowTypesOf(draft, drafts, interactionTypes);
  const named = [draft.type.name, ...implementersOf(draft, drafts)];
  const columns = new Set(named.flatMap((name) => columnsOf(name, table, types)));
  if (rowTypes !== null) columns.add(rowTypes.column);
  const restriction =
    rowInterface === null ? null : { column: 'type', values: valuesOf(draft.type.name, interactionTypes) };
  return Object.freeze({ source: table, columns: Object.freeze([...columns]), restriction });
}

function nodesOf(types: ReadonlyMap<string, TypeDescription>): ReadonlyMap<string, NodeDescription> {
  const nodes = new Map<string, NodeDescription>();
  for (const { name, table, fields } of types.values()) {
    const source = fields.get('id')?.source;
    if (table === null || source?.kind !== 'globalId' || source.type !== name) continue;
    const columns = source.columns.map((column) => ({ name: column, type: keyTypeOf(table.source, column) ?? 'text' }));
    nodes.set(name, Object.freeze({ type: name, columns }));
  }
  return nodes;
}
