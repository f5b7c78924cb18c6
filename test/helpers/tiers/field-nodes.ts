import { type FieldNode, Kind, type NameNode, type SelectionNode } from 'graphql';

export const name = (value: string): NameNode => ({ kind: Kind.NAME, value });

export const typename: FieldNode = { kind: Kind.FIELD, name: name('__typename') };
export const endCursor: FieldNode = { kind: Kind.FIELD, name: name('endCursor') };

/** Of a page of which nothing of its rows is shown, the loaders tell the read audit more than they need. */
export const tellsOfRows = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD &&
  ['startCursor', 'endCursor'].includes(selection.name.value) &&
  (selection.directives ?? []).length === 0;
