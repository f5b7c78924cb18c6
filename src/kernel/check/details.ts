import { type GraphQLClass, Interaction, type InteractionType } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import type { Fault } from '../fault';
import type { MetadataIndex } from '../graphql/metadata-index';
import type { FieldView } from '../graphql/type-view';
import { type CheckContext, faultOf, type PluginCheck } from './contributor';
import { expectedKind } from './details-fields';
import { type DetailsKey, detailsKeys } from './details-shape';

/** Whether every field of an interaction class has a counterpart in the details it reads, and can hold what stands there. */
export const checkDetails: PluginCheck = (plugin, context) => {
  const byClass = groupBy(plugin.contributions.interactions ?? [], ({ graphql }) => graphql);
  return [...byClass].flatMap(([graphql, interactions]) => {
    const name = context.index.view(graphql)?.name ?? graphql.name;
    return readFields(graphql, context.index).flatMap((field) =>
      mismatches(field, interactions, context).map((reason): Fault => {
        const subject = `${name}.${field.view.name}`;
        return faultOf(plugin, 'INTERACTION_DETAILS_MISMATCH', subject, `The field ${subject} ${reason}`);
      }),
    );
  });
};

interface ReadField {
  readonly view: FieldView;
  readonly path: readonly string[];
}

/** Fields that read details: declared so, or without a source in a class below Interaction. */
function readFields(graphql: GraphQLClass, index: MetadataIndex): readonly ReadField[] {
  const inherited = new Set(classChain(Interaction).flatMap((each) => fieldNames(each, index)));
  const chain = classChain(graphql).filter((each) => !Object.prototype.isPrototypeOf.call(each, Interaction));
  return chain
    .filter((each) => each !== Interaction)
    .flatMap((each) => index.view(each)?.fields ?? [])
    .flatMap((view) => {
      if (view.source?.kind === 'details') return [{ view, path: view.source.path }];
      return view.source === undefined && !inherited.has(view.name) ? [{ view, path: [view.name] }] : [];
    });
}

function mismatches(
  { view, path }: ReadField,
  interactions: readonly InteractionType[],
  context: CheckContext,
): readonly string[] {
  const head = path[0] ?? '';
  const found = interactions.map(({ id, details }) => ({ id, key: detailsKeys(details).get(head) }));
  if ('fault' in view.type) return [];
  if (found.every(({ key }) => key === undefined)) {
    return [
      `reads the details key "${head}", which no interaction type of the class has. Add the key, or give a source.`,
    ];
  }
  const { nullable } = view.type;
  return found.flatMap(({ id, key }) => {
    if (key === undefined || !key.always) {
      const state = key === undefined ? 'is missing' : 'may be absent';
      return nullable
        ? wrongKind(view, path, id, key, context)
        : [`is never null, but "${head}" ${state} in "${id}". Make the field nullable, or require the key.`];
    }
    return wrongKind(view, path, id, key, context);
  });
}

function wrongKind(
  { type }: FieldView,
  path: readonly string[],
  id: string,
  key: DetailsKey | undefined,
  { index }: CheckContext,
): readonly string[] {
  if (key === undefined || 'fault' in type || path.length > 1 || key.kind === 'unknown') return [];
  const expected = expectedKind(type.named, index);
  const name = `"${path[0]}" in "${id}"`;
  if (key.list !== type.list) {
    return [`is ${type.list ? 'a list' : 'no list'}, but ${name} is ${key.list ? 'one' : 'none'}. Make them agree.`];
  }
  if (expected.kinds !== null && !expected.kinds.includes(key.kind)) {
    return [`takes ${expected.kinds.join(' or ')}, but ${name} is ${key.kind}. Change one of the two types.`];
  }
  const foreign = (key.texts ?? []).filter((text) => expected.texts !== null && !expected.texts.includes(text));
  return foreign.length === 0
    ? []
    : [`has no enum value for ${foreign.map((text) => `"${text}"`).join(', ')}, which ${name} may hold. Add it.`];
}

function classChain(start: GraphQLClass): readonly GraphQLClass[] {
  const above: unknown = Object.getPrototypeOf(start);
  return typeof above === 'function' ? [start, ...classChain(above)] : [start];
}

function fieldNames(target: GraphQLClass, index: MetadataIndex): readonly string[] {
  return (index.view(target)?.fields ?? []).map(({ name }) => name);
}
