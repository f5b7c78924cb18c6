import { GraphQLScalarType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { FieldSource, GraphQLClass, TableSource } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import { readType, readTypes } from './read-type';
import type { ArgumentView, FieldView, TypeKey, TypeKind, TypeView } from './type-view';

type Storage = ReturnType<typeof getMetadataStorage>;
type FieldMetadata = Storage['fields'][number];
type HandlerMetadata = Storage['queries'][number];
type ParameterMetadata = Storage['params'][number];

/** Reads what decorators noted, by class. Made once per check or build: later decorations are not seen. */
export class MetadataIndex {
  readonly #storage: Storage = getMetadataStorage();
  readonly #kinds = new Map<TypeKey, { kind: TypeKind; name: string; description: string; interfaces: TypeKey[] }>();
  readonly #fields = groupBy(this.#storage.fields, ({ target }) => target);
  readonly #parameters = groupBy(this.#storage.params, ({ target }) => target);
  readonly #fieldExtensions = groupBy(this.#storage.fieldExtensions, ({ target }) => target);
  readonly #views = new Map<TypeKey, TypeView | null>();

  constructor() {
    const { objectTypes, interfaceTypes, inputTypes, argumentTypes } = this.#storage;
    for (const type of objectTypes) this.#addClass('object', type, type.interfaceClasses ?? []);
    for (const type of interfaceTypes) this.#addClass('interface', type, type.interfaceClasses ?? []);
    for (const type of inputTypes) this.#addClass('input', type, []);
    for (const type of argumentTypes) this.#addClass('arguments', type, []);
  }

  /** The type behind a key; null when nothing decorated it. */
  view(key: TypeKey): TypeView | null {
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const view = this.#readClass(key) ?? this.#readEnum(key) ?? this.#readUnion(key) ?? readScalar(key);
    this.#views.set(key, view);
    return view;
  }

  /** Operations and field resolvers of a core resolver class, as fields. */
  handlers(resolver: GraphQLClass, kind: 'queries' | 'mutations' | 'subscriptions'): readonly FieldView[] {
    return (this.#storage[kind] as readonly HandlerMetadata[])
      .filter(({ target }) => target === resolver)
      .map(({ methodName, schemaName, description, getReturnType, returnTypeOptions }) => ({
        name: schemaName,
        property: methodName,
        description: description ?? '',
        type: readType(getReturnType, returnTypeOptions),
        arguments: this.#argumentsOf(resolver, methodName),
      }));
  }

  #addClass(
    kind: TypeKind,
    { target, name, description }: { target: TypeKey; name: string; description?: string },
    interfaces: TypeKey[],
  ): void {
    this.#kinds.set(target, { kind, name, description: description ?? '', interfaces });
  }

  #readClass(key: TypeKey): TypeView | null {
    const declared = this.#kinds.get(key);
    if (declared === undefined || typeof key !== 'function') return null;
    const { interfaces, ...named } = declared;
    const table = this.#tableOf(key);
    const superclass: unknown = Object.getPrototypeOf(key);
    return {
      key,
      ...named,
      fields: (this.#fields.get(key) ?? []).map((field) => this.#readField(key, field)),
      values: [],
      related: [...interfaces, ...(this.#kinds.has(superclass) ? [superclass] : [])],
      ...(table === undefined ? {} : { table }),
    };
  }

  #readField(target: GraphQLClass, field: FieldMetadata): FieldView {
    const source = this.#sourceOf(target, field.name);
    return {
      name: field.schemaName,
      property: field.name,
      description: field.description ?? '',
      type: readType(field.getType, field.typeOptions),
      arguments: this.#argumentsOf(target, field.name),
      ...(source === undefined ? {} : { source }),
    };
  }

  #argumentsOf(target: GraphQLClass, method: string): readonly ArgumentView[] {
    return (this.#parameters.get(target) ?? [])
      .filter((parameter) => parameter.methodName === method)
      .flatMap((parameter) => readArgument(parameter));
  }

  #sourceOf(target: GraphQLClass, field: string): FieldSource | undefined {
    const own = (this.#fieldExtensions.get(target) ?? []).filter(({ fieldName }) => fieldName === field);
    return own.map(({ extensions }) => Reflect.get(extensions, 'source')).find((source) => source !== undefined);
  }

  /** Of the class, or of the nearest superclass that names a table. */
  #tableOf(target: GraphQLClass): TableSource | undefined {
    const own = this.#storage.classExtensions.filter((entry) => entry.target === target);
    const table = own.map(({ extensions }) => Reflect.get(extensions, 'table')).find((each) => each !== undefined);
    if (table !== undefined) return table;
    const superclass: unknown = Object.getPrototypeOf(target);
    return typeof superclass === 'function' ? this.#tableOf(superclass) : undefined;
  }

  #readEnum(key: TypeKey): TypeView | null {
    const declared = this.#storage.enums.find(({ enumObj }) => enumObj === key);
    if (declared === undefined) return null;
    const { name, description, enumObj, valuesConfig } = declared;
    const descriptions = valuesConfig as Readonly<Record<string, { description?: string } | undefined>>;
    const values = Object.entries(enumObj)
      .filter(([value]) => Number.isNaN(Number.parseInt(value, 10)))
      .map(([value, kept]) => ({ name: value, value: kept, description: descriptions[value]?.description ?? '' }));
    return { key, kind: 'enum', name, description: description ?? '', fields: [], values, related: [] };
  }

  #readUnion(key: TypeKey): TypeView | null {
    const declared = this.#storage.unions.find(({ symbol }) => symbol === key);
    if (declared === undefined) return null;
    const { name, description, getClassTypes } = declared;
    const view = { key, kind: 'union', name, description: description ?? '', fields: [], values: [] } as const;
    const members = readTypes(getClassTypes);
    return { ...view, related: members };
  }
}

function readArgument(parameter: ParameterMetadata): readonly ArgumentView[] {
  if (parameter.kind !== 'arg' && parameter.kind !== 'args') return [];
  const type = readType(parameter.getType, parameter.typeOptions);
  return parameter.kind === 'arg'
    ? [{ name: parameter.name, description: parameter.description ?? '', type }]
    : [{ name: '', description: '', type }];
}

function readScalar(key: TypeKey): TypeView | null {
  if (!(key instanceof GraphQLScalarType)) return null;
  const { name, description } = key;
  return { key, kind: 'scalar', name, description: description ?? '', fields: [], values: [], related: [] };
}
