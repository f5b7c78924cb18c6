import { getNamedType, isAbstractType } from 'graphql';
import type { TypeDescription } from '../catalogue/catalogue';
import type { FieldSelection, ObjectSelection, ValueSelection } from '../compiled/operation';
import type { Engine } from '../loader/engine';
import { isEntity, type Row, rowOf } from '../loader/rows';
import { Irregular } from './irregular';
import { batchKey, batchLoading, type KeyReader, referenceLoading } from './loading';
import type { Output } from './output';
import type { Completer, Loading } from './piece';

/** Writes the fields of an object, with braces. */
export type ObjectWriter = (parent: object, output: Output) => void;

/** What is compiled once, however many fragments lead to it and however many plans share it. */
export interface Compiling {
  readonly engine: Engine;
  readonly writers: WeakMap<ObjectSelection, ObjectWriter>;
}

/** Compiles a field of an object. */
export type CompileField = (compiling: Compiling, selection: ValueSelection) => Completer;

/** For values of an object or abstract type. Rows of a type with a table become objects first. */
export function objectCompleter(compiling: Compiling, selection: ValueSelection, compile: CompileField): Completer {
  const { engine } = compiling;
  const { coordinate, type } = selection.description;
  const writers = new Map([...selection.below].map(([name, below]) => [name, objectWriter(compiling, below, compile)]));
  const isAbstract = isAbstractType(getNamedType(selection.type));
  const makeEntity = engine.catalogue.types.get(type)?.table == null ? null : engine.entityMaker(type);
  return (value, output) => {
    if (!isObject(value)) throw new Irregular(`${coordinate} is answered by something that is no object.`);
    const parent = makeEntity === null || isEntity(value) ? value : makeEntity(value as Row);
    const write = writers.get(isAbstract ? tagOf(parent) : type);
    if (write === undefined) throw new Irregular(`${coordinate} is answered by an object of another type.`);
    write(parent, output);
  };
}

/** Writes what is asked of objects of one type. */
export function objectWriter(compiling: Compiling, selection: ObjectSelection, compile: CompileField): ObjectWriter {
  const known = compiling.writers.get(selection);
  if (known !== undefined) return known;
  const parts = selection.fields.map((field, index) => ({
    before: `${index === 0 ? '{' : ','}${JSON.stringify(field.responseKey)}:`,
    write: fieldWriter(compiling, selection.type, field, compile),
  }));
  const writer: ObjectWriter = (parent, output) => {
    for (const { before, write } of parts) {
      output.text += before;
      write(parent, output);
    }
    output.text += parts.length === 0 ? '{}' : '}';
  };
  compiling.writers.set(selection, writer);
  return writer;
}

function fieldWriter(
  compiling: Compiling,
  { name: typeName, reads }: TypeDescription,
  field: FieldSelection,
  compile: CompileField,
): ObjectWriter {
  if (field.kind === 'typename') return constant(JSON.stringify(typeName));
  const complete = compile(compiling, field);
  const { name, source } = field.description;
  switch (source?.kind) {
    case 'batch':
      return loaded(batchLoading(field, source, complete), batchKey(source.column ?? reads?.key));
    case 'reference': {
      const { loading, keyOf } = referenceLoading(compiling.engine, source, complete);
      return loaded(loading, keyOf);
    }
    case 'lookup':
    case 'node':
    case 'list':
    case 'connection':
    case 'summary':
      throw new Error(`${field.description.coordinate} needs rows of a ${source.kind}.`);
    default:
      return (parent, output) => complete((parent as Row)[name], output);
  }
}

const constant =
  (text: string): ObjectWriter =>
  (_parent, output) => {
    output.text += text;
  };

function loaded(loading: Loading, keyOf: KeyReader): ObjectWriter {
  return (parent, output) => {
    const key = keyOf(rowOf(parent));
    if (key === null) loading.complete(null, output);
    else output.leave(loading, key);
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Error) && !(value instanceof Promise);
}

/** Objects made from rows carry the name of their type. */
function tagOf(value: object): string {
  return '__typename' in value && typeof value.__typename === 'string' ? value.__typename : '';
}
