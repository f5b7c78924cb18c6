import type { Fault } from '../fault';
import type { TypeView } from '../graphql/type-view';
import { type CheckContext, type CommonCheck, type Contributor, faultOf } from './contributor';
import { beginsWith, pascalCase } from './names';

/** Whether the GraphQL types of plugins carry the plugin's name, and whether every name has one owner. */
export const checkTypes: CommonCheck = (context) => [
  ...context.types.faults,
  ...context.plugins.flatMap((plugin) => misnamed(plugin, context)),
  ...clashes(context),
];

function misnamed(plugin: Contributor, context: CheckContext): readonly Fault[] {
  const prefix = pascalCase(plugin.id);
  return ownTypes(plugin, context)
    .filter(({ name }) => !beginsWith(name, prefix))
    .map(({ name, kind }) => {
      const message = `The ${kind} type "${name}" must begin with "${prefix}", such as ${prefix}${name}.`;
      return faultOf(plugin, 'TYPE_PREFIX_MISSING', name, message);
    });
}

function clashes(context: CheckContext): readonly Fault[] {
  const owners = new Map(['Query', 'Mutation', 'Subscription'].map((name) => [name, context.core.id]));
  const faults: Fault[] = [];
  for (const contributor of context.everyone) {
    for (const { name } of ownTypes(contributor, context)) {
      const owner = owners.get(name);
      if (owner === undefined) {
        owners.set(name, contributor.id);
        continue;
      }
      const claimant = owner === contributor.id ? 'twice by the same contributor' : `by "${owner}" as well`;
      const message = `The GraphQL type "${name}" is defined ${claimant}. Rename one of them.`;
      faults.push(faultOf(contributor, 'TYPE_CLASH', name, message, owner));
    }
  }
  return faults;
}

/** Types that appear in the schema: classes of arguments have no name there. */
function ownTypes(contributor: Contributor, { core, types }: CheckContext): readonly TypeView[] {
  const own = contributor === core ? types.core : types.plugins.get(contributor.id);
  return [...(own?.values() ?? [])].filter(({ kind }) => kind !== 'arguments');
}
