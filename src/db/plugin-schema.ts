/** SQL schema of a plugin's own tables, and its database role: `us-open-data` -> `plugin_us_open_data`. */
export function pluginSchema(plugin: string): string {
  return `plugin_${plugin.replaceAll('-', '_')}`;
}
