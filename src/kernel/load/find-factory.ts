import type { PluginFactory } from '../../sdk';

/** The plugin factory among a module's exports, whichever way its format wraps the default export; null when there is none. */
export function findFactory(exported: unknown): PluginFactory | null {
  const once = memberOf(exported, 'default');
  return [once, memberOf(once, 'default'), exported].find(isFactory) ?? null;
}

export function isFactory(value: unknown): value is PluginFactory {
  const manifest = typeof value === 'function' ? memberOf(value, 'manifest') : undefined;
  return typeof manifest === 'object' && manifest !== null;
}

function memberOf(value: unknown, name: string): unknown {
  const readable = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return readable ? Reflect.get(value, name) : undefined;
}
