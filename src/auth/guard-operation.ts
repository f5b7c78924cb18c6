import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Principal, RapportError } from '../sdk';
import { fieldClasses } from './field-classes';
import { classRefusal, rootRefusal } from './guard';
import type { DataClass } from './roles';

export interface GuardedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly principal: Principal;
}

/** The one guard of every door: why an operation may not be run at all, or null. Checks what is selected, not what is answered. */
export function refusalOf(asked: GuardedOperation): RapportError | null {
  const { operation, principal } = asked;
  if (letIn.get(operation)?.has(principal) === true) return null;
  const refusal = findRefusal(asked);
  if (refusal === null) letIn.set(operation, (letIn.get(operation) ?? new WeakSet()).add(principal));
  return refusal;
}

/** Who may run an operation. Neither changes, and the same principal asks the same again. */
const letIn = new WeakMap<OperationDefinitionNode, WeakSet<Principal>>();

function findRefusal({ principal, ...asked }: GuardedOperation): RapportError | null {
  const { roots, classes } = demandsOf(asked);
  for (const root of roots) {
    const refusal = rootRefusal(principal, root);
    if (refusal !== null) return refusal;
  }
  for (const [dataClass, field] of classes) {
    const refusal = classRefusal(principal, field, dataClass);
    if (refusal !== null) return refusal;
  }
  return null;
}

interface Demands {
  readonly roots: ReadonlySet<string>;
  /** Kinds of data, each with the first field that shows it. */
  readonly classes: ReadonlyMap<DataClass, string>;
}

const known = new WeakMap<OperationDefinitionNode, Demands>();

/** Read once per document: documents are kept by the doors. */
function demandsOf(asked: Omit<GuardedOperation, 'principal'>): Demands {
  const found = known.get(asked.operation) ?? readDemands(asked);
  known.set(asked.operation, found);
  return found;
}

function readDemands({ schema, document, operation }: Omit<GuardedOperation, 'principal'>): Demands {
  const roots = new Set<string>();
  const classes = new Map<DataClass, string>();
  const types = new TypeInfo(schema);
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const visitor = visitWithTypeInfo(types, {
    Field: ({ name: { value: field } }) => {
      const parent = types.getParentType();
      if (parent == null || field.startsWith('__')) return;
      if (rootTypes.some((type) => type === parent)) roots.add(`${parent.name}.${field}`);
      const shown = coordinates(parent, field).find((coordinate) => classOf(coordinate) !== null);
      const dataClass = shown === undefined ? null : classOf(shown);
      if (dataClass !== null && !classes.has(dataClass)) classes.set(dataClass, `${parent.name}.${field}`);
    },
  });
  visit(operation, visitor);
  for (const fragment of spread(document, operation)) visit(fragment, visitor);
  return { roots, classes };
}

/** Every name a field is declared under: on the type, and on the interfaces that bring it. */
function coordinates(parent: GraphQLCompositeType, field: string): readonly string[] {
  const interfaces = isObjectType(parent) || isInterfaceType(parent) ? parent.getInterfaces() : [];
  return [parent, ...interfaces].map(({ name }) => `${name}.${field}`);
}

function classOf(coordinate: string): DataClass | null {
  return (fieldClasses as Readonly<Record<string, DataClass>>)[coordinate] ?? null;
}

/** Fragments that the operation reaches: those of other operations of the document are none of its business. */
function spread(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<FragmentDefinitionNode> {
  const byName = new Map(
    document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const reached = new Set<FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = byName.get(name.value);
        if (fragment === undefined || reached.has(fragment)) return;
        reached.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return reached;
}
