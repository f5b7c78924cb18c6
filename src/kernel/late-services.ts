import { RapportError } from '../sdk';

/** Services that core modules close over before they exist. */
export interface LateServices<Services extends object> {
  /** Give this to the modules. Taking members is always possible; calling them only after `bind`. */
  readonly services: Services;
  bind(services: Services): void;
}

/**
 * Breaks the circle between modules, registry and services: modules declare the schema from services that need the
 * registry which the modules make. Never bound, the modules are good for printing the schema and nothing else.
 */
export function lateServices<Services extends object>(): LateServices<Services> {
  const holder: Holder = { bound: undefined };
  return {
    services: placeholder(holder, []) as Services,
    bind(services) {
      holder.bound = services;
    },
  };
}

interface Holder {
  bound: object | undefined;
}

/** Stands for `services.<path>`; passes through to the real thing once there is one. */
function placeholder(holder: Holder, path: readonly string[]): unknown {
  return new Proxy(() => undefined, {
    get(_target, key) {
      if (holder.bound !== undefined) return memberOf(follow(holder.bound, path) as object, key);
      return typeof key === 'string' ? placeholder(holder, [...path, key]) : undefined;
    },
    apply(_target, _self, args) {
      if (holder.bound === undefined) {
        throw new RapportError('UNAVAILABLE', `services.${path.join('.')}() was called before the services exist.`);
      }
      const owner = follow(holder.bound, path.slice(0, -1));
      return Reflect.apply(follow(holder.bound, path) as (...values: unknown[]) => unknown, owner, args);
    },
  });
}

/** Methods keep their owner: called on the placeholder they would not find what is private. */
function memberOf(owner: object, key: string | symbol): unknown {
  const member: unknown = Reflect.get(owner, key);
  return typeof member === 'function' ? member.bind(owner) : member;
}

function follow(services: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((owner, key) => Reflect.get(owner as object, key), services);
}
