import { getMetadataStorage } from 'type-graphql';

/**
 * Runs a schema build so that the next one in this process is not changed by it. The decorator library keeps the
 * fields that a build adds to a type (its open issue 234); forgetting the collected fields makes it collect anew.
 */
export function repeatableBuild<Result>(build: () => Result): Result {
  try {
    return build();
  } finally {
    // Inputs and arguments stay: nobody adds to them, and the library reads their fields when a mutation runs.
    const { objectTypes, interfaceTypes } = getMetadataStorage();
    for (const type of [...objectTypes, ...interfaceTypes]) {
      delete type.fields;
      delete type.directives;
      delete type.extensions;
    }
  }
}
