import { getMetadataStorage } from 'type-graphql';
import { pascalCase } from '../../kernel/check/names';
import { MetadataIndex } from '../../kernel/graphql/metadata-index';
import { reachableTypes, rootsOf } from '../../kernel/graphql/reachable-types';
import type { FieldSource, Plugin } from '../../sdk';

/** A field that a plugin declares, on a type of its own or on one of the core. */
export interface OwnField {
  /** `Type.field`. */
  readonly subject: string;
  readonly source: FieldSource | undefined;
  /** As declared; undefined when nothing is. */
  readonly cost: number | undefined;
  /** Whether it stands in the slot `fields`, and not in a class. */
  readonly contributed: boolean;
}

/** All fields of a plugin, from its slot and from the classes that its slots lead to. */
export function ownFields({ manifest, contributions }: Plugin): readonly OwnField[] {
  const index = new MetadataIndex();
  const { types } = reachableTypes(rootsOf(contributions, index), index);
  const costs = getMetadataStorage().fieldExtensions;
  const prefix = pascalCase(manifest.id);
  const declared = [...types.values()]
    .filter(({ name }) => name.startsWith(prefix))
    .flatMap(({ name, key, fields }) =>
      fields.map((field): OwnField => {
        const own = costs.filter(({ target, fieldName }) => target === key && fieldName === field.property);
        const cost: unknown = own
          .map(({ extensions }) => Reflect.get(extensions, 'cost'))
          .find((each) => each !== undefined);
        return {
          subject: `${name}.${field.name}`,
          source: field.source,
          cost: typeof cost === 'number' ? cost : undefined,
          contributed: false,
        };
      }),
    );
  const contributed = (contributions.fields ?? []).map(
    ({ on, name, source, cost }): OwnField => ({ subject: `${on}.${name}`, source, cost, contributed: true }),
  );
  return [...contributed, ...declared];
}
