import type { FieldContribution } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import type { Fault } from '../fault';
import type { FieldView, TypeView } from '../graphql/type-view';
import { type CheckContext, type CommonCheck, type Contributor, faultOf } from './contributor';

/** One place that defines a field: a type's own class, or a contribution. */
interface Claim {
  readonly contributor: Contributor;
  readonly type: string;
  readonly field: string;
}

/**
 * Whether every field of every type is defined once, counting what a type inherits from the classes and interfaces
 * above it. Only the core may refine its own fields, as Customer does with the id of Node.
 */
export const checkFieldClashes: CommonCheck = (context) => {
  const above = ancestors(context);
  const byName = groupBy([...declaredClaims(context), ...contributedClaims(context)], ({ field }) => field);
  return [...byName.values()].flatMap((claims) =>
    claims.flatMap((claim, position) => {
      const inherited = above.get(claim.type) ?? [];
      const rival = claims.find(
        (other, place) =>
          (other.type === claim.type ? place < position : inherited.includes(other.type)) && !mayRefine(claim, other),
      );
      return rival === undefined ? [] : [clash(claim, rival)];
    }),
  );
};

function clash({ contributor, type, field }: Claim, rival: Claim): Fault {
  const subject = `${type}.${field}`;
  const where = rival.type === type ? '' : ` on ${rival.type}`;
  const owner = rival.contributor.id === contributor.id ? 'by itself' : `by "${rival.contributor.id}"`;
  const message = `The field "${subject}" of "${contributor.id}" is already defined ${owner}${where}. Rename one of them.`;
  return faultOf(contributor, 'FIELD_CLASH', subject, message, rival.contributor.id);
}

/** Within the core a class may state a field of its superclass anew; contributions may not. */
function mayRefine(claim: Claim, other: Claim): boolean {
  return claim.type !== other.type && claim.contributor.id === 'core' && other.contributor.id === 'core';
}

function declaredClaims(context: CheckContext): readonly Claim[] {
  const { core, index } = context;
  const claim = (contributor: Contributor, type: string, fields: readonly FieldView[]): readonly Claim[] =>
    fields.map(({ name }) => ({ contributor, type, field: name }));
  const resolvers = core.contributions.resolvers ?? [];
  return [
    ...resolvers.flatMap((resolver) => claim(core, 'Query', index.handlers(resolver, 'queries'))),
    ...resolvers.flatMap((resolver) => claim(core, 'Mutation', index.handlers(resolver, 'mutations'))),
    ...resolvers.flatMap((resolver) => claim(core, 'Subscription', index.handlers(resolver, 'subscriptions'))),
    ...firstOfEachName(context).flatMap(({ contributor, view }) => claim(contributor, view.name, view.fields)),
  ];
}

/** Of two types of one name, a fault of its own, only the first counts. */
function firstOfEachName({ everyone, core, types }: CheckContext): readonly {
  readonly contributor: Contributor;
  readonly view: TypeView;
}[] {
  const all = everyone.flatMap((contributor) => {
    const own = contributor === core ? types.core : types.plugins.get(contributor.id);
    return [...(own?.values() ?? [])].map((view) => ({ contributor, view }));
  });
  return [...groupBy(all, ({ view }) => view.name).values()].flatMap((group) => group.slice(0, 1));
}

function contributedClaims({ everyone }: CheckContext): readonly Claim[] {
  return everyone.flatMap((contributor) =>
    (contributor.contributions.fields ?? []).map(({ on, name }: FieldContribution) => ({
      contributor,
      type: on,
      field: name,
    })),
  );
}

/** Type -> names of the types whose fields it has as well. */
function ancestors({ types, index }: CheckContext): ReadonlyMap<string, readonly string[]> {
  const all = [types.core, ...types.plugins.values()].flatMap((each) => [...each.values()]);
  const namesAbove = (view: TypeView): readonly string[] =>
    view.kind === 'union'
      ? []
      : view.related.flatMap((key) => {
          const parent = index.view(key);
          return parent === null ? [] : [parent.name, ...namesAbove(parent)];
        });
  return new Map(all.map((view) => [view.name, [...new Set(namesAbove(view))]]));
}
