/** Thrown into code that reads more than it may. */
export const readTooMuch = Symbol('read too much');

/**
 * A value that counts every look at a key, a length or an item of it, so that work is measured alike on every machine. It cannot
 * be changed; after `most` looks it throws {@link readTooMuch}, which ends loops without an end too.
 */
export function readableTimes<Value extends object>(value: Value, most: number): Value {
  let count = 0;
  const note = (): void => {
    count += 1;
    if (count > most) throw readTooMuch;
  };
  const known = new WeakMap<object, object>();
  const watched = (given: unknown): unknown => {
    if (typeof given !== 'object' || given === null) return given;
    const proxy = known.get(given) ?? new Proxy(given, handler);
    known.set(given, proxy);
    return proxy;
  };
  const handler: ProxyHandler<object> = {
    get: (target, key, receiver) => {
      note();
      return watched(Reflect.get(target, key, receiver));
    },
    has: (target, key) => {
      note();
      return Reflect.has(target, key);
    },
    ownKeys: (target) => {
      note();
      return Reflect.ownKeys(target);
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  };
  return watched(value) as Value;
}

/** How many values a value is made of, itself among them. */
export function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + sizeOf(each), 1);
}
