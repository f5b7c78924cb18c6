import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { constants, Script } from 'node:vm';
import JestRuntime from 'jest-runtime';
import { projectRoot } from '../architecture/source-files';

/** What Jest's runtime keeps to itself, as far as it is needed here. */
interface Internals {
  readonly executor: {
    readonly injectedModuleParameters: readonly string[];
    compile(source: string, file: string): unknown;
  };
  readonly _resolution: {
    isCoreModule(name: string): boolean;
    resolveCjs(from: string, name: string): string;
  };
}

/** Real paths: what npm links to, such as the plugins of this repository, lies elsewhere. */
const libraries = join(projectRoot, 'node_modules') + sep;
const loadLibrary = createRequire(join(projectRoot, 'package.json'));

const scripts = new Map<string, { readonly source: string; readonly script: Script }>();

/**
 * Jest's module system for the one context of {@link ./shared-environment}. Loading modules is most of what a small test
 * costs: here libraries are loaded once per worker, by Node itself, and modules of this repository are compiled once per worker.
 * They still run anew for every test file, so that nothing of one file is seen by the next, and can be mocked.
 */
export default class SharedRuntime extends JestRuntime {
  readonly #internals = this as unknown as Internals;

  constructor(...settings: ConstructorParameters<typeof JestRuntime>) {
    super(...settings);
    const { executor } = this.#internals;
    if (typeof executor?.compile !== 'function') {
      throw new Error(
        'Another version of Jest compiles modules elsewhere: adapt test/jest, or go without its runtime.',
      );
    }
    const parameters = executor.injectedModuleParameters.join(', ');
    executor.compile = (source, file) => compiled(source, file, parameters).runInThisContext();
  }

  override requireModule<T = unknown>(...question: Parameters<JestRuntime['requireModule']>): T {
    const [from, name, options] = question;
    const library = name === undefined || options?.isInternalModule === true ? null : this.#libraryFile(from, name);
    return library === null ? super.requireModule(...question) : (loadLibrary(library) as T);
  }

  #libraryFile(from: string, name: string): string | null {
    const { _resolution: resolution } = this.#internals;
    if (resolution.isCoreModule(name)) return null;
    const file = resolution.resolveCjs(from, name);
    return file.startsWith(libraries) ? file : null;
  }
}

function compiled(source: string, file: string, parameters: string): Script {
  const known = scripts.get(file);
  if (known?.source === source) return known.script;
  const head = `(function (${parameters}) {`;
  const script = new Script(`${head}${source}\n})`, {
    filename: file,
    columnOffset: -head.length,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(file, { source, script });
  return script;
}
