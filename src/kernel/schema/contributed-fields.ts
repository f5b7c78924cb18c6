import { Args, Extensions, FieldResolver, Query, Resolver } from 'type-graphql';
import type { FieldContribution, GraphQLClass } from '../../sdk';
import { coreOwnerId } from '../merge-registry';
import type { Owned, Owner } from '../registry';

/**
 * Turns field contributions into resolver classes, the only form in which the decorator library adds a field to a
 * type of someone else. Their methods do not exist: every contributed field reads from its source.
 *
 * @param classNamed finds the class of a GraphQL type; null when there is none
 */
export function contributedFieldClasses(
  fields: readonly Owned<FieldContribution>[],
  classNamed: (type: string) => GraphQLClass | null,
): readonly GraphQLClass[] {
  const holders = new Map<string, GraphQLClass>();
  for (const field of fields) {
    const { on } = field.value;
    const holder = holders.get(on) ?? makeHolder(on, classNamed);
    holders.set(on, holder);
    decorate(holder, field);
  }
  return [...holders.values()];
}

function makeHolder(on: string, classNamed: (type: string) => GraphQLClass | null): GraphQLClass {
  const holder = class {};
  if (on === 'Query') {
    Resolver()(holder);
    return holder;
  }
  const target = classNamed(on);
  if (target === null) throw new TypeError(`Fields are contributed to ${on}, but there is no such type.`);
  Resolver(() => target)(holder);
  return holder;
}

function decorate(holder: GraphQLClass, { owner, value }: Owned<FieldContribution>): void {
  const { on, name, description, type, nullable, args, source, cost, deprecationReason } = value;
  const prototype: object = holder.prototype;
  const options = {
    description,
    ...nullability(owner, nullable, source),
    ...(deprecationReason === undefined ? {} : { deprecationReason }),
  };
  // The decorators' types know only what can be written at a method.
  const method: PropertyDescriptor = {};
  const returns = type as () => GraphQLClass;
  if (on === 'Query') Query(returns, options)(prototype, name, method);
  else FieldResolver(returns, options)(prototype, name, method);
  if (args !== undefined) Args(() => args)(prototype, name, 0);
  const extensions = { source, plugin: owner.id, ...(cost === undefined ? {} : { cost }) };
  Extensions(extensions)(prototype, name, method);
}

/** What a function of a plugin answers is missing when the plugin fails, and must not take more with it. */
function nullability({ id }: Owner, nullable: FieldContribution['nullable'], { kind }: FieldContribution['source']) {
  if (kind !== 'batch' || id === coreOwnerId) return nullable === undefined ? {} : { nullable };
  return { nullable: nullable === 'items' ? ('itemsAndList' as const) : true };
}
