/**
 * Runs synchronous code with a clock and dice of our own, so that code which asks either is found out for certain and
 * not by luck: under two different settings it gives two different answers. Restores both whatever happens.
 */
export function withFixedChance<Result>(
  setting: { readonly now: number; readonly random: number },
  run: () => Result,
): Result {
  const { Date: RealDate } = globalThis;
  const realRandom = Math.random;
  globalThis.Date = fixedDate(RealDate, setting.now);
  Math.random = () => setting.random;
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}

function fixedDate(RealDate: DateConstructor, now: number): DateConstructor {
  return new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now] : args, newTarget),
    apply: (target) => new target(now).toString(),
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
}
