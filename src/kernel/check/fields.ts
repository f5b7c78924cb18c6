import type { FieldContribution } from '../../sdk';
import type { Fault } from '../fault';
import { type CheckContext, faultOf, type PluginCheck, type PluginContributor } from './contributor';
import { beginsWith, camelCase } from './names';

/** Whether fields are contributed to types that exist, and to those of the core only under the plugin's name. */
export const checkFields: PluginCheck = (plugin, context) =>
  (plugin.contributions.fields ?? []).flatMap((field) => checkField(plugin, field, context));

function checkField(plugin: PluginContributor, { on, name }: FieldContribution, context: CheckContext): Fault[] {
  const subject = `${on}.${name}`;
  const place = placeOf(on, plugin, context);
  if (place === 'unknown') {
    const owner = ownerOfType(on, context);
    const message =
      owner === null
        ? `There is no GraphQL type "${on}" to add "${name}" to. Name Customer, Interaction, Query or a type of this plugin.`
        : `The type "${on}" belongs to "${owner}"; a plugin adds fields to core types and its own only.`;
    return [faultOf(plugin, 'FIELD_TARGET_UNKNOWN', subject, message, owner ?? undefined)];
  }
  const prefix = camelCase(plugin.id);
  const isWellFormed = /^[a-z][a-zA-Z0-9]*$/.test(name);
  if (isWellFormed && (place === 'own' || beginsWith(name, prefix))) return [];
  const wanted =
    place === 'own' ? 'be written in camelCase' : `be "${prefix}" or begin with it, such as ${prefix}Score`;
  return [faultOf(plugin, 'FIELD_NAME_INVALID', subject, `The field "${subject}" must ${wanted}.`)];
}

type Place = 'core' | 'own' | 'unknown';

function placeOf(on: string, plugin: PluginContributor, { types }: CheckContext): Place {
  if (on === 'Query') return 'core';
  const isHost = ({ name, kind }: { readonly name: string; readonly kind: string }): boolean =>
    name === on && (kind === 'object' || kind === 'interface');
  if ([...(types.plugins.get(plugin.id)?.values() ?? [])].some(isHost)) return 'own';
  return [...types.core.values()].some(isHost) ? 'core' : 'unknown';
}

function ownerOfType(on: string, { types }: CheckContext): string | null {
  const owner = [...types.plugins].find(([, own]) => [...own.values()].some(({ name }) => name === on));
  return owner?.[0] ?? null;
}
