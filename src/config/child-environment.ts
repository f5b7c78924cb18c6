/**
 * The environment for a process that is started from this one: as ours, with `defaults` for what is not set in it.
 */
export function childEnvironment(defaults: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...defaults, ...Object.fromEntries(given) };
}
