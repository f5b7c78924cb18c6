import type { Plugin, PluginFactory } from '../../sdk';
import { type Fault, reasonOf } from '../fault';
import { placeOf } from './place-of';

/** Checks the options against the plugin's schema and makes the plugin. `use` names it while its id is unreadable. */
export function configurePlugin(
  { factory, file }: { readonly factory: PluginFactory; readonly file: string | null },
  options: Readonly<Record<string, unknown>> | undefined,
  use: string,
): { readonly plugin: Plugin } | { readonly faults: readonly Fault[] } {
  const { id } = factory.manifest;
  const plugin = typeof id === 'string' && id !== '' ? id : use;
  const faults = optionFaults(factory, options ?? {}, plugin);
  if (faults.length > 0) return { faults };
  try {
    return { plugin: factory(options) };
  } catch (error) {
    const message = `contribute() threw${placeOf(error, file)}: ${reasonOf(error)}. It must answer for every valid set of options.`;
    return { faults: [{ code: 'PLUGIN_CONTRIBUTE_FAILED', plugin, subject: '', message }] };
  }
}

function optionFaults(
  factory: PluginFactory,
  options: Readonly<Record<string, unknown>>,
  plugin: string,
): readonly Fault[] {
  const invalid = (path: string, message: string): Fault => ({
    code: 'PLUGIN_OPTIONS_INVALID',
    plugin,
    subject: path === '' ? 'options' : `options.${path}`,
    message,
  });
  const { optionsSchema } = factory;
  if (optionsSchema === undefined) {
    return Object.keys(options).map((name) => invalid(name, 'The plugin takes no options. Remove it.'));
  }
  try {
    const parsed = optionsSchema.safeParse(options);
    return (parsed.error?.issues ?? []).map(({ path, message }) => invalid(path.map(String).join('.'), message));
  } catch (error) {
    return [invalid('', `The options schema threw: ${reasonOf(error)}`)];
  }
}
