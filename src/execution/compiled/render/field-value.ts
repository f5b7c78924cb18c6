import { type GraphQLOutputType, getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import { type JsonText, sqlOf } from './json-text';
import { leafText } from './leaf';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import { orNull, type Value } from './value';

/** A scalar or enum, or the list of texts that one column holds. */
export function valueText({ writer }: Rendering, type: GraphQLOutputType, value: Value): JsonText {
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  if (!isLeafType(named) || isList !== value.type.endsWith('[]')) {
    throw new NotCompilable(`${String(type)} is not read from a column of type ${value.type}.`);
  }
  const text = leafText(writer, named, value);
  return value.notNull ? text : orNull(type, { sql: sqlOf(text), notNull: false });
}
