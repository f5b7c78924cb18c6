import { type DirectiveNode, type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';

/** Names of the variables that decide whether a part of the document is asked for, in a fixed order. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const condition = conditionOf(directive);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names].sort();
}

/** Whether the selection is asked for. */
export function isIncluded(selection: SelectionNode, conditions: ReadonlyMap<string, boolean>): boolean {
  return (selection.directives ?? []).every((directive) => {
    const condition = conditionOf(directive);
    if (condition === null) return true;
    const holds = condition.kind === Kind.VARIABLE ? conditions.get(condition.name.value) : condition.value;
    return holds === (directive.name.value === 'include');
  });
}

/** The first directive that says something else than whether a part is asked for. */
export function unknownDirective(selection: SelectionNode): string | null {
  return selection.directives?.find((directive) => !isCondition(directive))?.name.value ?? null;
}

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'include' || name.value === 'skip';

function conditionOf(directive: DirectiveNode) {
  if (!isCondition(directive)) return null;
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  return value?.kind === Kind.VARIABLE || value?.kind === Kind.BOOLEAN ? value : null;
}
