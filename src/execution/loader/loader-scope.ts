import type { GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { RequestContext } from '../request-context';

/** Everything loaded so far that may be shared: DataLoaders and promises, by a key that names field and arguments. */
export type LoaderScope = Map<string, unknown>;

const scopes = new WeakMap<object, WeakMap<object, Map<string, LoaderScope>>>();
const noEvent = {};

/**
 * The scope that a field may share loaded rows with: the operation; for mutations the one root field, because the next one
 * must see what this one wrote; for subscriptions the one event. It ends with the context.
 */
export function loaderScope(context: RequestContext, info: GraphQLResolveInfo): LoaderScope {
  const kind = info.operation.operation;
  const event = kind === 'subscription' && isObject(info.rootValue) ? info.rootValue : noEvent;
  const ofContext = getOrMake(scopes, context, () => new WeakMap<object, Map<string, LoaderScope>>());
  const ofEvent = getOrMake(ofContext, event, () => new Map<string, LoaderScope>());
  return getOrMake(ofEvent, kind === 'mutation' ? rootField(info.path) : '', () => new Map());
}

/** What the scope has under the key, made on first use. */
export function shared<T>(scope: LoaderScope, key: string, make: () => T): T {
  return getOrMake(scope as Map<string, T>, key, make);
}

function rootField(path: ResponsePath): string {
  let step = path;
  while (step.prev !== undefined) step = step.prev;
  return String(step.key);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface Store<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function getOrMake<K, V>(store: Store<K, V>, key: K, make: () => V): V {
  const known = store.get(key);
  if (known !== undefined) return known;
  const made = make();
  store.set(key, made);
  return made;
}
