import { getMetadataStorage } from 'type-graphql';

/**
 * Runs a schema build so that the next one in this process is not changed by it. The decorator library keeps the
 * fields that a build adds to a type (its open issue 234); forgetting the collected fields makes it collect anew. It also
 * enters everything into its maps once more at each build, which would take longer each time.
 */
export function repeatableBuild<Result>(build: () => Result): Result {
  try {
    return build();
  } finally {
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

/**
 * Takes resolver classes out of the library's storage: they are made for one schema, and every build goes through all classes
 * that were ever made, for every field.
 */
export function forgetResolvers(classes: readonly unknown[]): void {
  const forgotten = new Set(classes);
  const isKept = ({ target }: { readonly target: unknown }): boolean => !forgotten.has(target);
  const storage = getMetadataStorage();
  storage.queries = storage.queries.filter(isKept);
  storage.fieldResolvers = storage.fieldResolvers.filter(isKept);
  storage.resolverClasses = storage.resolverClasses.filter(isKept);
  storage.fieldExtensions = storage.fieldExtensions.filter(isKept);
  storage.params = storage.params.filter(isKept);
}
