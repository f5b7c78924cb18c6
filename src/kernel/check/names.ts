/** `fax-plus` -> `FaxPlus`: how the GraphQL types of a plugin begin. */
export function pascalCase(pluginId: string): string {
  return pluginId
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `fax-plus` -> `faxPlus`: a plugin's field on a core type, or its beginning. */
export function camelCase(pluginId: string): string {
  const pascal = pascalCase(pluginId);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Whether a name is the prefix or goes on with a new word: `FaxPage` for `Fax`, but not `Faxes`. */
export function beginsWith(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !/^[a-z]/.test(name.slice(prefix.length));
}

/** Whether `id` is a name within the plugin's namespace: `fax.page_sent`. */
export function isWithin(id: string, pluginId: string): boolean {
  const name = id.startsWith(`${pluginId}.`) ? id.slice(pluginId.length + 1) : '';
  return /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/.test(name);
}
