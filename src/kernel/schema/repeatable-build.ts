import { getMetadataStorage } from 'type-graphql';
import type { GraphQLClass } from '../../sdk';

/**
 * Runs a schema build so that the next one in this process is not changed by it, and takes no longer than this one. The
 * decorator library keeps the fields that a build adds to a type (its open issue 234); forgetting the collected fields makes
 * it collect anew. And it looks through everything that was ever decorated for each field, so that a build is shown the
 * operations of its own resolvers only: those of earlier builds stay in the library for good. Into its maps it enters everything
 * once more at each build.
 */
export function repeatableBuild<Result>(resolvers: readonly GraphQLClass[], build: () => Result): Result {
  const restore = showOnly(resolvers);
  try {
    return build();
  } finally {
    restore();
    // Inputs and arguments stay: nobody adds to them, and the library reads their fields when a mutation runs.
    const storage = getMetadataStorage();
    // biome-ignore lint/complexity/useLiteralKeys: the only way to what the library declares private
    storage['clearMapCaches']();
    const { objectTypes, interfaceTypes } = storage;
    for (const type of [...objectTypes, ...interfaceTypes]) {
      delete type.fields;
      delete type.directives;
      delete type.extensions;
    }
  }
}

/** What the library notes of operations, each with the class that has it. */
const ofOperations = ['resolverClasses', 'queries', 'mutations', 'subscriptions', 'fieldResolvers'] as const;

/** What it notes of operations and of fields alike. */
const ofMembers = ['params', 'fieldExtensions'] as const;

type Noted = { readonly target: unknown };

/** Takes other resolvers out of the library's lists. Answers what puts them back. */
function showOnly(resolvers: readonly GraphQLClass[]): () => void {
  const storage = getMetadataStorage() as unknown as Record<string, readonly Noted[]>;
  const shown = new Set<unknown>(resolvers.flatMap(lineOf));
  const others = new Set(storage.resolverClasses?.map(({ target }) => target).filter((target) => !shown.has(target)));
  const before = [...ofOperations, ...ofMembers].map((list) => [list, storage[list] ?? []] as const);
  for (const [list, noted] of before) storage[list] = noted.filter(({ target }) => !others.has(target));
  return () => {
    for (const [list, noted] of before) storage[list] = noted;
  };
}

/** A class and those it extends, whose operations it has as well. */
function lineOf(resolver: unknown): readonly unknown[] {
  return typeof resolver === 'function' ? [resolver, ...lineOf(Object.getPrototypeOf(resolver))] : [];
}
