import type { Contributions } from '../../sdk';
import * as sdk from '../../sdk';
import type { MetadataIndex } from './metadata-index';
import { readType } from './read-type';
import type { FieldType, FieldView, TypeKey, TypeView } from './type-view';

/** What can be reached from some types: the types themselves, and the places where nothing could be. */
export interface ReachableTypes {
  readonly types: ReadonlyMap<TypeKey, TypeView>;
  readonly faults: readonly TypeFault[];
}

export interface TypeFault {
  /** `Type`, `Type.field` or `Type.field(argument:)`. */
  readonly subject: string;
  readonly reason: string;
}

/** A type to start from, and the place that names it. */
export interface Root {
  readonly subject: string;
  readonly type: FieldType;
}

/** Types every schema has, whatever is contributed. */
export const baseTypes = [
  sdk.Node,
  sdk.Customer,
  sdk.Interaction,
  sdk.UnknownInteraction,
  sdk.Brand,
  sdk.Territory,
  sdk.TeamMember,
  sdk.Content,
  sdk.Money,
  sdk.PageInfo,
  sdk.PageArgs,
  sdk.DateTime,
  sdk.CalendarDate,
  sdk.SafeInt,
  sdk.CurrencyCode,
  sdk.CountryCode,
  sdk.JsonObject,
] as const;

/** Where the types of a contribution start. */
export function rootsOf(contributions: Contributions, index: MetadataIndex): readonly Root[] {
  const { interactions = [], types = [], fields = [], resolvers = [] } = contributions;
  const operations = resolvers.flatMap((resolver) =>
    (['queries', 'mutations', 'subscriptions'] as const).flatMap((kind) => index.handlers(resolver, kind)),
  );
  return [
    ...interactions.map(({ id, graphql }) => rootAt(id, graphql)),
    ...types.map((type) => rootAt(type.name, type)),
    ...fields.flatMap((field) => [
      { subject: `${field.on}.${field.name}`, type: readType(field.type, {}) },
      ...(field.args === undefined ? [] : [rootAt(`${field.on}.${field.name}()`, field.args)]),
    ]),
    ...operations.flatMap((operation) => rootsOfField('Operation', operation)),
  ];
}

/** The root of a type that stands in the contribution itself. */
export function rootAt(subject: string, named: TypeKey): Root {
  return { subject, type: { named, list: false, nullable: false } };
}

/** Follows fields, arguments, superclasses, interfaces and union members. Calls type functions, catching what they throw. */
export function reachableTypes(roots: readonly Root[], index: MetadataIndex): ReachableTypes {
  const types = new Map<TypeKey, TypeView>();
  const faults: TypeFault[] = [];
  const waiting = [...roots];
  for (let root = waiting.pop(); root !== undefined; root = waiting.pop()) {
    if ('fault' in root.type) {
      faults.push({ subject: root.subject, reason: root.type.fault });
      continue;
    }
    const { named } = root.type;
    if (types.has(named) || isBuiltIn(named)) continue;
    const view = index.view(named);
    if (view === null) {
      faults.push({ subject: root.subject, reason: unreadable(named) });
      continue;
    }
    types.set(named, view);
    waiting.push(
      ...view.fields.flatMap((field) => rootsOfField(view.name, field)),
      ...view.related.map((key) => rootAt(view.name, key)),
    );
  }
  return { types, faults };
}

function unreadable(named: TypeKey): string {
  return named === Date
    ? 'Date would bring a second scalar for points in time; use () => DateTime of the SDK'
    : 'what it names is not decorated as a GraphQL type';
}

function rootsOfField(type: string, field: FieldView): readonly Root[] {
  return [
    { subject: `${type}.${field.name}`, type: field.type },
    ...field.arguments.map((argument) => ({
      subject: `${type}.${field.name}(${argument.name}:)`,
      type: argument.type,
    })),
  ];
}

/** Scalars that need no declaration. `Date` is not among them: it would bring a second scalar for points in time. */
function isBuiltIn(key: TypeKey): boolean {
  return key === String || key === Number || key === Boolean;
}
