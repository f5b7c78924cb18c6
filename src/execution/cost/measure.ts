import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { defaultPageSize } from '../../sdk';
import { heaviest, nothing, type Weight } from './heaviest';
import type { AskedOperation, OperationCost } from './operation-cost';

/** Items of a list that has no page size. */
const assumedItems = 10;

type AnyField = GraphQLField<unknown, unknown>;

/** Where a selection stands: its type, and the page size when that type is one page of a connection. */
interface Place {
  readonly type: GraphQLNamedType;
  readonly page: number | null;
}

/** Walks the operation; `variables` include their defaults. Each fragment is measured once for each kind of place. */
export function measureOperation({ schema, document, operation, variables }: AskedOperation): OperationCost {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const known = new Map<string, Weight>();

  const ofSelections = (place: Place, { selections }: SelectionSetNode): Weight => {
    const parts: Weight[] = [];
    const alternatives = new Map<string, Weight[]>();
    for (const selection of selections) {
      if (isLeftOut(selection.directives, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        parts.push(ofField(place, selection));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const type = (fragment.typeCondition && schema.getType(fragment.typeCondition.name.value)) ?? place.type;
      const weight =
        fragment.kind === Kind.FRAGMENT_DEFINITION
          ? ofFragment({ ...place, type }, fragment)
          : ofSelections({ ...place, type }, fragment.selectionSet);
      // An object has one type: of fragments for different object types, one applies.
      if (!isAbstractType(place.type) || !isObjectType(type)) parts.push(weight);
      else alternatives.set(type.name, [...(alternatives.get(type.name) ?? []), weight]);
    }
    return heaviest.sum([...parts, heaviest.most([...alternatives.values()].map(heaviest.sum))]);
  };

  const ofFragment = (place: Place, fragment: FragmentDefinitionNode): Weight => {
    const key = `${fragment.name.value}:${place.page}`;
    const weight = known.get(key) ?? ofSelections(place, fragment.selectionSet);
    known.set(key, weight);
    return weight;
  };

  const ofField = (place: Place, node: FieldNode): Weight => {
    const field = fieldOf(place.type, node.name.value);
    const key = node.alias?.value ?? node.name.value;
    if (field === undefined) return { ...nothing, cost: 1, path: [key] };
    const type = getNamedType(field.type);
    const own: Weight = { ...nothing, cost: declaredCost(field) };
    if (node.selectionSet === undefined || isLeafType(type)) return { ...own, path: [key] };
    const size = pageSize(field, node, variables);
    const isPage = size !== null && isConnection(type);
    const below = ofSelections({ type, page: isPage ? size : null }, node.selectionSet);
    const weight = heaviest.sum([own, below]);
    return { ...times(weight, isPage ? single : repetitionOf(field, place, size)), path: [key, ...below.path] };
  };

  const root = schema.getRootType(operation.operation);
  return root == null ? nothing : ofSelections({ type: root, page: null }, operation.selectionSet);
}

function fieldOf(type: GraphQLNamedType, name: string): AnyField | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function declaredCost({ extensions }: AnyField): number {
  return typeof extensions.cost === 'number' ? extensions.cost : 1;
}

/** How often what stands below a field is repeated, and whether these repetitions are items of a page. */
interface Repetition {
  readonly count: number;
  readonly paged: boolean;
}

const single: Repetition = { count: 1, paged: false };

function repetitionOf(field: AnyField, { page }: Place, size: number | null): Repetition {
  if (size !== null) return { count: size, paged: true };
  if (!isListType(getNullableType(field.type))) return single;
  return page === null ? { count: assumedItems, paged: false } : { count: page, paged: true };
}

function times({ cost, items, path }: Weight, { count, paged }: Repetition): Weight {
  return { cost: cost * count, items: count * (items + (paged ? 1 : 0)), path };
}

/** Pages carry their items in `nodes` and `edges`. */
function isConnection(type: GraphQLNamedType): boolean {
  return ['nodes', 'edges'].some((name) => {
    const field = fieldOf(type, name);
    return field !== undefined && isListType(getNullableType(field.type));
  });
}

/** Null: the field takes no size. What is no size is refused where the page is read. */
function pageSize(field: AnyField, node: FieldNode, variables: Readonly<Record<string, unknown>>): number | null {
  const names = field.args.map(({ name }) => name);
  const given = (name: string): unknown => argument(field, node, name, variables);
  if (names.includes('ids') && isListType(getNullableType(field.type))) return countOf(given('ids'));
  if (!names.includes('first') && !names.includes('last')) return null;
  const asked = ['first', 'last'].map(given).filter((size) => typeof size === 'number');
  return asked.length === 0 ? defaultPageSize : Math.max(0, ...asked);
}

/** To GraphQL a single value is a list of one. */
function countOf(ids: unknown): number {
  if (Array.isArray(ids)) return ids.length;
  return ids === null || ids === undefined ? 0 : 1;
}

/** What is given, or else the default of the argument. */
function argument(
  { args }: AnyField,
  node: FieldNode,
  name: string,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const given = node.arguments?.find((each) => each.name.value === name)?.value;
  const value = given === undefined ? undefined : valueFromASTUntyped(given, variables);
  return value === undefined ? args.find((each) => each.name === name)?.defaultValue : value;
}

function isLeftOut(directives: readonly DirectiveNode[] = [], variables: Readonly<Record<string, unknown>>): boolean {
  return directives.some(({ name, arguments: args }) => {
    const condition = args?.find((each) => each.name.value === 'if')?.value;
    if (condition === undefined) return false;
    const holds = valueFromASTUntyped(condition, variables);
    return (name.value === 'skip' && holds === true) || (name.value === 'include' && holds === false);
  });
}
