import { pathToFileURL } from 'node:url';

/**
 * Loads a module of either format. `require` comes first: it shares the one copy of every class with the platform,
 * also inside a test runner; only modules that it cannot load need `import`.
 */
export async function importFile(file: string): Promise<unknown> {
  try {
    return require(file);
  } catch (error) {
    if (!needsImport(error)) throw error;
    return import(pathToFileURL(file).href);
  }
}

function needsImport(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE';
}
