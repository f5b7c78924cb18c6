import type { EnvironmentContext, JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Where the decorator libraries keep what decorators note: on the global object. */
const noted = /Metadata(Args)?Storage$/;

/**
 * Runs tests in the context of Node itself, so that they can share what is loaded ({@link ./shared-runtime}), and every class
 * such as Error is one. What a test file leaves on the global object or in the environment is taken away after it.
 */
export default class SharedEnvironment implements JestEnvironment {
  readonly global = globalThis as unknown as JestEnvironment['global'];
  readonly moduleMocker: ModuleMocker;
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  readonly #before: ReadonlyMap<string, PropertyDescriptor>;
  readonly #variables = { ...process.env };
  readonly #exit = process.exit;

  constructor({ projectConfig }: JestEnvironmentConfig, _context: EnvironmentContext) {
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (noted.test(name)) Reflect.deleteProperty(globalThis, name);
    }
    this.#before = new Map(Object.entries(Object.getOwnPropertyDescriptors(globalThis)));
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup(): Promise<void> {
    // Everything is in place since the constructor.
  }

  async teardown(): Promise<void> {
    this.fakeTimersModern.dispose();
    for (const name of Object.getOwnPropertyNames(globalThis)) this.#putBack(name);
    for (const name of Object.keys(process.env)) {
      if (!Object.hasOwn(this.#variables, name)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, this.#variables);
    process.exit = this.#exit;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  getVmContext(): typeof globalThis {
    return globalThis;
  }

  #putBack(name: string): void {
    const before = this.#before.get(name);
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else if ('value' in before && !Object.is(before.value, Reflect.get(globalThis, name))) {
      Object.defineProperty(globalThis, name, before);
    }
  }
}
