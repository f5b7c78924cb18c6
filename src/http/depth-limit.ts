import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Refuses operations whose fields nest deeper than `maximum`. graphql-js limits introspection by a rule of its own. */
export function depthLimit(maximum: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const depthOf = createDepth(context);
    return {
      OperationDefinition(operation) {
        const depth = depthOf(operation.selectionSet);
        if (depth <= maximum) return;
        context.reportError(
          new GraphQLError(`The operation nests ${depth} levels deep; ${maximum} are allowed.`, { nodes: operation }),
        );
      },
    };
  };
}

/** Each fragment is measured once: fragments that spread each other would otherwise take exponential time. */
function createDepth(context: ValidationContext): (selections: SelectionSetNode) => number {
  const known = new Map<string, number>();

  const ofFragment = (fragment: FragmentDefinitionNode): number => {
    const name = fragment.name.value;
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    // A circle of fragments, which another rule refuses, counts once.
    known.set(name, 0);
    const depth = ofSelections(fragment.selectionSet);
    known.set(name, depth);
    return depth;
  };

  const ofSelections = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      deepest = Math.max(deepest, ofSelection(selection));
    }
    return deepest;
  };

  const ofSelection = (selection: SelectionSetNode['selections'][number]): number => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.getFragment(selection.name.value);
      return fragment ? ofFragment(fragment) : 0;
    }
    if (selection.name.value === '__schema' || selection.name.value === '__type') return 1;
    return 1 + (selection.selectionSet === undefined ? 0 : ofSelections(selection.selectionSet));
  };

  return ofSelections;
}
