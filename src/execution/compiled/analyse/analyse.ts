import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Catalogue, FieldDescription } from '../../catalogue/catalogue';
import {
  type ArgumentSite,
  type FieldSelection,
  type ObjectSelection,
  type Operation,
  type Refusal,
  refused,
} from '../operation';
import { type Collecting, collectFields } from './collect-fields';

export interface AnalysisInput {
  readonly schema: GraphQLSchema;
  readonly catalogue: Catalogue;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Values of the variables that stand in `@include` and `@skip`, by name. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

interface Analysis extends Collecting {
  readonly catalogue: Catalogue;
  readonly sites: ArgumentSite[];
  readonly sitesByNode: Map<FieldNode, ArgumentSite[]>;
  /** Selections by type and nodes: object types of an interface share what lies below their fields. */
  readonly known: Map<string, ObjectSelection>;
  readonly numbers: Map<object | string, number>;
}

/** Reads a valid query into a tree per type, or says why graphql-js has to execute it. */
export function analyse({ schema, catalogue, document, operation, conditions }: AnalysisInput): Operation | Refusal {
  const query = schema.getQueryType();
  if (operation.operation !== 'query' || !query) return refused(`A ${operation.operation} is not compiled.`);
  const fragments = fragmentsOf(document);
  const reasons: string[] = [];
  const analysis: Analysis = {
    ...{ schema, catalogue, fragments, conditions },
    refuse: (reason) => void reasons.push(reason),
    sites: [],
    sitesByNode: new Map(),
    known: new Map(),
    numbers: new Map(),
  };
  const root = selectionOf(analysis, query, [operation.selectionSet]);
  const [reason] = reasons;
  if (reason !== undefined) return refused(reason);
  const fields = [...analysis.known.values()].reduce((count, selection) => count + selection.fields.length, 0);
  return { root, sites: analysis.sites, fields, fragments };
}

function fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function selectionOf(analysis: Analysis, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ObjectSelection {
  const name = [type.name, ...sets.map((set) => numberOf(analysis, set))].join(' ');
  const known = analysis.known.get(name);
  if (known !== undefined) return known;
  const collected = collectFields(analysis, type, sets);
  const fields = [...collected].flatMap(([key, nodes]) => fieldOf(analysis, type, key, nodes) ?? []);
  const description = analysis.catalogue.types.get(type.name) ?? plainType(type.name);
  const signature = shortened(analysis, fields.map((field) => field.signature).join(' '));
  const selection = { type: description, fields, signature };
  analysis.known.set(name, selection);
  return selection;
}

function fieldOf(
  analysis: Analysis,
  type: GraphQLObjectType,
  responseKey: string,
  nodes: readonly FieldNode[],
): FieldSelection | null {
  const [node] = nodes;
  const name = node?.name.value ?? '';
  if (name === '__typename') return { kind: 'typename', responseKey, signature: `${responseKey}=__typename` };
  const field = type.getFields()[name];
  const description = analysis.catalogue.types.get(type.name)?.fields.get(name);
  if (node === undefined || field === undefined || description === undefined) {
    analysis.refuse(`${type.name}.${name} is answered by graphql-js.`);
    return null;
  }
  const site = field.args.length === 0 ? null : siteOf(analysis, { field, node, description });
  const below = belowOf(analysis, field.type, nodes);
  const inner = [...below.values()].map((selection) => selection.signature);
  const shared = inner.every((signature) => signature === inner[0]) ? inner.slice(0, 1) : [...below].map(signed);
  const signature = `${responseKey}=${description.coordinate}:${String(field.type)}@${site?.index ?? ''}{${shared.join(' ')}}`;
  return { kind: 'field', responseKey, description, field, type: field.type, site, nodes, below, signature };
}

const signed = ([name, { signature }]: readonly [string, ObjectSelection]): string => `${name}(${signature})`;

function belowOf(
  analysis: Analysis,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): ReadonlyMap<string, ObjectSelection> {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return new Map();
  const types = isObjectType(named) ? [named] : analysis.schema.getPossibleTypes(named);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return new Map(types.map((each) => [each.name, selectionOf(analysis, each, sets)]));
}

/** Fields that an interface brings have one site, whichever object types they are read for. */
function siteOf(analysis: Analysis, place: Omit<ArgumentSite, 'index'>): ArgumentSite {
  const sites = analysis.sitesByNode.get(place.node) ?? [];
  const known = sites.find(({ description }) => description.coordinate === place.description.coordinate);
  if (known !== undefined) return known;
  const site = { ...place, index: analysis.sites.length };
  analysis.sites.push(site);
  analysis.sitesByNode.set(place.node, [...sites, site]);
  return site;
}

/** A short name for a signature: those of nested interfaces would grow with the power of their depth. */
const shortened = (analysis: Analysis, signature: string): string => `#${numberOf(analysis, signature)}`;

function numberOf({ numbers }: Analysis, key: object | string): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}

function plainType(name: string): ObjectSelection['type'] {
  const fields: ReadonlyMap<string, FieldDescription> = new Map();
  return { name, role: 'plain', table: null, reads: null, fields, rowTypes: null };
}
