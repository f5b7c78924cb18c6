import vm from 'node:vm';

type Compile = typeof vm.compileFunction;

interface Kept {
  readonly head: string;
  readonly source: string;
  readonly script: vm.Script;
}

/**
 * Lets `vm.compileFunction`, which Jest makes a function of every module with, remember what it has compiled: the same module in
 * the context of another test file is then only bound to it. Done once for a process, however often it is asked for.
 */
export function keepCompiled(): void {
  // Where modules can be imported, Jest has to say by which of its runs.
  if (isKeeping || Reflect.has(vm, 'SyntheticModule')) return;
  isKeeping = true;
  Object.assign(vm, { compileFunction: keeping(vm.compileFunction) });
}

/** The same function as another, but for modules of a context, which are compiled once. */
export function keeping(compile: Compile): Compile {
  const modules = new Map<string, Kept>();
  return function compileOnce(source, names = [], options = {}) {
    const { filename, parsingContext } = options;
    if (filename === undefined || parsingContext === undefined || isTakenOnce(filename)) {
      return compile(source, names, options);
    }
    const head = `(function (${names.join(', ')}) {`;
    const known = modules.get(filename);
    if (known?.source === source && known.head === head) return known.script.runInContext(parsingContext);
    const place = { filename, columnOffset: -head.length, importModuleDynamically };
    const script = new vm.Script(`${head}${source}\n})`, place);
    modules.set(filename, { head, source, script });
    return script.runInContext(parsingContext);
  };
}

let isKeeping = false;

/** A test file has one run. */
const isTakenOnce = (filename: string): boolean => filename.endsWith('.test.js');

/** What Jest says of itself; its own function would keep everything alive that the first test file has made. */
function importModuleDynamically(specifier: string): never {
  throw new Error(
    `You need to run with a version of node that supports ES Modules in the VM API, to import ${specifier}. See https://jestjs.io/docs/ecmascript-modules`,
  );
}
