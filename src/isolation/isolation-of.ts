import { createIsolation, type Isolation } from './isolation';

const installed = new WeakMap<object, Isolation>();

/** Has everything that runs what a registry holds run it within this. Once per registry, before the first call. */
export function installIsolation(registry: object, isolation: Isolation): void {
  installed.set(registry, isolation);
}

/** What stands between the platform and the plugins of a registry: without anybody's choice the usual limits. */
export function isolationOf(registry: object): Isolation {
  const known = installed.get(registry);
  if (known !== undefined) return known;
  const isolation = createIsolation();
  installed.set(registry, isolation);
  return isolation;
}
