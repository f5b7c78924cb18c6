import { getMetadataStorage } from 'type-graphql';
import type { Registry } from '../registry';

/** An enumeration registered with its core values; the plugins' values join it for one schema build. */
export interface DynamicEnum {
  /** The object given to registerEnumType: GraphQL name -> value. */
  readonly enumObject: object;
  readonly values: (registry: Registry) => readonly DynamicEnumValue[];
}

export interface DynamicEnumValue {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** The name of a contributed id as an enum value: `fax.pages` -> `FAX_PAGES`. */
export function enumValueName(id: string): string {
  return id.replaceAll(/[^a-zA-Z0-9]+/g, '_').toUpperCase();
}

/** The values that the plugins' measures add to the enumeration of measures. */
export function measureValues(registry: Registry): readonly DynamicEnumValue[] {
  return [...registry.measures].map(([id, { value }]) => ({
    name: enumValueName(id),
    value: id,
    description: `${value.title}, in ${value.unit}.`,
  }));
}

/** Adds the plugins' values, runs `build`, and takes them away again: the decorated enum belongs to the whole process. */
export function withDynamicEnums<Result>(
  enums: readonly DynamicEnum[],
  registry: Registry,
  build: () => Result,
): Result {
  const undo: (() => void)[] = [];
  try {
    for (const each of enums) undo.push(extend(each, registry));
    return build();
  } finally {
    for (const restore of undo) restore();
  }
}

function extend({ enumObject, values }: DynamicEnum, registry: Registry): () => void {
  const declared = getMetadataStorage().enums.find(({ enumObj }) => enumObj === enumObject);
  if (declared === undefined) throw new TypeError('A dynamic enum was not registered with registerEnumType.');
  const before = declared.valuesConfig;
  const added = values(registry);
  const taken = added.find(({ name }) => name in enumObject);
  if (taken !== undefined) {
    throw new TypeError(`${declared.name} has a value ${taken.name} already; "${taken.value}" needs another name.`);
  }
  declared.valuesConfig = {
    ...before,
    ...Object.fromEntries(added.map(({ name, description }) => [name, { description }])),
  };
  for (const { name, value } of added) Reflect.set(enumObject, name, value);
  return () => {
    declared.valuesConfig = before;
    for (const { name } of added) Reflect.deleteProperty(enumObject, name);
  };
}
