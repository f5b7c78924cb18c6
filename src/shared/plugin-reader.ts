import type { Reader } from '../sdk';

/** A reader of the platform that can read with the rights of a plugin. */
export interface PluginReaders extends Reader {
  as?(plugin: string): Reader;
}

/** The reader with the plugin's own rights, where the database is behind it; readers of tests have no roles. */
export function readerOfPlugin(reader: Reader, plugin: string): Reader {
  return (reader as PluginReaders).as?.(plugin) ?? reader;
}
