import { type GraphQLOutputType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { ObjectSelection, ValueSelection } from '../compiled/operation';
import { Irregular } from './irregular';
import { leafText } from './leaf';
import { type Compiling, type ObjectWriter, objectCompleter, objectWriter } from './object';
import type { Completer } from './piece';

/**
 * Compiles what is asked of a field's value into functions that write its JSON text, byte by byte what graphql-js and
 * `JSON.stringify` would come to. Only for fields that `whyNotCompletable` has let pass.
 */
export function completerOf(compiling: Compiling, selection: ValueSelection): Completer {
  return ofType(compiling, selection.type, selection);
}

/** The same for what is asked of an object itself. */
export function writerOf(compiling: Compiling, selection: ObjectSelection): ObjectWriter {
  return objectWriter(compiling, selection, completerOf);
}

function ofType(compiling: Compiling, type: GraphQLOutputType, selection: ValueSelection): Completer {
  const { coordinate } = selection.description;
  if (isNonNullType(type)) {
    const complete = ofPresent(compiling, type.ofType, selection);
    return (value, output) => {
      if (value === null || value === undefined) throw new Irregular(`${coordinate} has no value.`);
      complete(value, output);
    };
  }
  const complete = ofPresent(compiling, type, selection);
  return (value, output) => {
    if (value === null || value === undefined) output.text += 'null';
    else complete(value, output);
  };
}

function ofPresent(compiling: Compiling, type: GraphQLOutputType, selection: ValueSelection): Completer {
  if (isListType(type)) return ofList(ofType(compiling, type.ofType, selection), selection);
  if (isLeafType(type)) {
    const text = leafText(type);
    return (value, output) => {
      output.text += text(value);
    };
  }
  return objectCompleter(compiling, selection, completerOf);
}

function ofList(completeItem: Completer, { description }: ValueSelection): Completer {
  return (value, output) => {
    if (!Array.isArray(value)) throw new Irregular(`${description.coordinate} is no list.`);
    output.text += '[';
    let isFirst = true;
    for (const item of value) {
      if (!isFirst) output.text += ',';
      isFirst = false;
      completeItem(item, output);
    }
    output.text += ']';
  };
}
