import vm from 'node:vm';
import { keeping } from './keep-compiled';

const names = ['module', 'exports', 'require'];
const moduleOf = (context: vm.Context) => ({ filename: '/kept/module.js', parsingContext: context });

/** How often a compiler has to compile, besides what it answers. */
function counted() {
  const compiled = jest.fn();
  const script = jest.spyOn(vm, 'Script').mockImplementation(function compiling(...given) {
    compiled();
    return new Script(...given);
  });
  return { compiled, script };
}
const { Script } = vm;

describe('a compiler that keeps what it has compiled', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is what the modules of these tests are compiled with', () => {
    expect(vm.compileFunction.name).toBe('compileOnce');
  });

  it('compiles a module once for all contexts, and binds it to each', () => {
    const { compiled } = counted();
    const compile = keeping(vm.compileFunction);
    const [one, other] = [vm.createContext({ who: 'one' }), vm.createContext({ who: 'other' })];
    const found = [one, other].map((context) => compile('return [who, Array];', names, moduleOf(context))());
    expect(found.map(([who]) => who)).toEqual(['one', 'other']);
    expect(found[0][1]).not.toBe(found[1][1]);
    expect(compiled).toHaveBeenCalledTimes(1);
  });

  it('keeps no state of a module from one context to the next', () => {
    const compile = keeping(vm.compileFunction);
    const counting = 'let count = 0; return () => ++count;';
    const loaded = () => compile(counting, names, moduleOf(vm.createContext({})))();
    const first = loaded();
    expect([first(), first(), loaded()()]).toEqual([1, 2, 1]);
  });

  it('compiles a file anew that reads otherwise, or takes other names', () => {
    const compile = keeping(vm.compileFunction);
    const place = moduleOf(vm.createContext({}));
    expect(compile('return 1;', names, place)()).toBe(1);
    expect(compile('return 2;', names, place)()).toBe(2);
    expect(compile('return module;', names, place)('given')).toBe('given');
    expect(compile('return module;', ['require', 'module'], place)('first', 'second')).toBe('second');
  });

  it('leaves to Node what has no file or no context', () => {
    const compile = jest.fn(vm.compileFunction);
    expect(keeping(compile)('return 3;')()).toBe(3);
    expect(compile).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the first line', "throw new Error('here');", ':1:7'],
    ['another line', "'use strict';\n  throw new Error('here');", ':2:9'],
  ])('tells faults of %s where they stand', (_, source, place) => {
    const failing = keeping(vm.compileFunction)(source, names, moduleOf(vm.createContext({ Error })));
    expect(stackOf(() => failing())).toContain(`/kept/module.js${place}`);
  });

  it('minds strict mode as a module asks for it, and tells what is no module', () => {
    const compile = keeping(vm.compileFunction);
    const place = moduleOf(vm.createContext({}));
    expect(compile("'use strict'; return this;", names, place).call(undefined)).toBeUndefined();
    expect(() => compile('return (', names, place)).toThrow('Unexpected token');
  });
});

function stackOf(fails: () => unknown): string {
  try {
    fails();
  } catch (error) {
    return (error as Error).stack ?? '';
  }
  throw new Error('Nothing was thrown.');
}
