import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  print,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import type { DrawnOperation } from './draw-operation';

/** Whether an operation still shows what is being looked for. */
export type StillFails = (operation: DrawnOperation) => Promise<boolean>;

/** Leaves out one thing after the other, as long as the operation stays valid and still fails. */
export async function shrink(
  schema: GraphQLSchema,
  operation: DrawnOperation,
  stillFails: StillFails,
): Promise<DrawnOperation> {
  let smallest = operation;
  for (let position = 0; position < countOf(smallest.document); ) {
    const candidate = { ...smallest, document: withoutUnused(without(smallest.document, position)) };
    // Where nothing can be left out the name of the type comes back, and the document is the same again.
    const differs = print(candidate.document).length < print(smallest.document).length;
    const smaller = differs && validate(schema, candidate.document).length === 0 && (await stillFails(candidate));
    if (smaller) smallest = candidate;
    else position += 1;
  }
  const used = new Set(variablesOf(smallest.document));
  return {
    document: smallest.document,
    variables: Object.fromEntries(Object.entries(smallest.variables).filter(([name]) => used.has(name))),
  };
}

const removable = new Set<string>([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
]);

function countOf(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    enter: (node) => {
      if (removable.has(node.kind)) count += 1;
    },
  });
  return count;
}

/** The document without the n-th removable node and all below it; a selection that is left empty asks for its type's name. */
function without(document: DocumentNode, position: number): DocumentNode {
  let count = -1;
  return visit(document, {
    enter: (node) => {
      if (!removable.has(node.kind)) return undefined;
      count += 1;
      return count === position ? null : undefined;
    },
    SelectionSet: {
      leave: (node: SelectionSetNode) =>
        node.selections.length > 0
          ? undefined
          : { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] },
    },
  });
}

/** Fragments and variables that nothing names any more go, too. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const spreads = new Set<string>();
  visit(document, { FragmentSpread: (node) => void spreads.add(node.name.value) });
  const kept = visit(document, {
    FragmentDefinition: (node) => (spreads.has(node.name.value) ? undefined : null),
  });
  const used = new Set(variablesOf(kept));
  return visit(kept, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
}

/** Names of the variables that values name. */
function variablesOf(document: ASTNode): readonly string[] {
  const names: string[] = [];
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void names.push(node.name.value),
  });
  return names;
}
