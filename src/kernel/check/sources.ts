import type { FieldSource, Figure } from '../../sdk';
import type { Fault } from '../fault';
import { type CheckContext, faultOf, type PluginCheck } from './contributor';
import { typeNamed } from './declared-types';
import { interactionTypeOf, notSummed } from './measures';

/** Whether the sources of a plugin's fields name types, interaction types and details keys that exist. */
export const checkSources: PluginCheck = (plugin, context) => {
  const own = [...(context.types.plugins.get(plugin.id)?.values() ?? [])];
  const declared = own.flatMap((view) =>
    view.fields.flatMap(({ name, source }) =>
      source === undefined ? [] : [{ subject: `${view.name}.${name}`, source }],
    ),
  );
  const contributed = (plugin.contributions.fields ?? []).map(({ on, name, source }) => ({
    subject: `${on}.${name}`,
    source,
  }));
  return [...declared, ...contributed].flatMap(({ subject, source }) =>
    missingParts(source, plugin.id, context).map((reason): Fault => {
      const message = `The source of "${subject}" cannot work: ${reason}`;
      return faultOf(plugin, 'FIELD_SOURCE_INVALID', subject, message);
    }),
  );
};

function missingParts(source: FieldSource, plugin: string, context: CheckContext): readonly string[] {
  switch (source.kind) {
    case 'reference':
    case 'lookup':
    case 'list':
    case 'connection':
    case 'globalId':
      return typeNamed(context.types, plugin, source.type) === null
        ? [`there is no GraphQL type "${source.type}". Name a type of the core or of this plugin.`]
        : [];
    case 'summary':
      return Object.entries(source.figures).flatMap(([name, figure]) => figureFaults(name, figure, context));
    default:
      return [];
  }
}

function figureFaults(name: string, figure: Figure, context: CheckContext): readonly string[] {
  const types = figure.figure === 'ratio' ? [...figure.of, ...figure.to] : figure.types;
  return types.flatMap((id) => {
    const type = interactionTypeOf(context, id);
    if (type === undefined) {
      return [`the figure "${name}" reads the interaction type "${id}", which nobody declares. Correct the name.`];
    }
    const reason = figure.figure === 'sum' ? notSummed(type, figure.path) : null;
    return reason === null || figure.figure !== 'sum'
      ? []
      : [`the figure "${name}" sums "${figure.path}", which ${reason} in the details of "${id}".`];
  });
}
