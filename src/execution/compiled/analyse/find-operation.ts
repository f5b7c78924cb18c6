import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';

/** The operation of that name, or the only one; null when there is none or the choice is open. */
export function findOperation(document: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const named = name === null || name === '' ? operations : operations.filter((each) => each.name?.value === name);
  return named.length === 1 ? (named[0] ?? null) : null;
}
