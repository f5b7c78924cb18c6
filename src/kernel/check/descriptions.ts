import type { Fault } from '../fault';
import type { ArgumentView, FieldView, TypeView } from '../graphql/type-view';
import { type CheckContext, type CommonCheck, type Contributor, faultOf } from './contributor';

/** Whether every type, field, argument, input field and enum value says what it means: the schema is the manual. */
export const checkDescriptions: CommonCheck = (context) =>
  context.everyone.flatMap((contributor) =>
    undescribed(contributor, context).map((subject): Fault => {
      const message = `${subject} has no description. Say in a sentence what it means.`;
      return faultOf(contributor, 'DESCRIPTION_MISSING', subject, message);
    }),
  );

function undescribed(contributor: Contributor, { core, types, index }: CheckContext): readonly string[] {
  const own = contributor === core ? types.core : types.plugins.get(contributor.id);
  const { fields = [], resolvers = [] } = contributor.contributions;
  const operations = resolvers.flatMap((resolver) =>
    (['queries', 'mutations', 'subscriptions'] as const).flatMap((kind) => index.handlers(resolver, kind)),
  );
  return [
    ...[...(own?.values() ?? [])].flatMap(inType),
    ...fields.filter(({ description }) => isBlank(description)).map(({ on, name }) => `${on}.${name}`),
    ...operations.flatMap((operation) => inField('Operation', operation)),
  ];
}

function inType(view: TypeView): readonly string[] {
  const hasName = view.kind !== 'arguments';
  return [
    ...(hasName && isBlank(view.description) ? [view.name] : []),
    ...view.fields.flatMap((field) => inField(view.name, field)),
    ...view.values.filter(({ description }) => isBlank(description)).map(({ name }) => `${view.name}.${name}`),
  ];
}

function inField(type: string, field: FieldView): readonly string[] {
  const subject = `${type}.${field.name}`;
  const isUndescribed = ({ name, description }: ArgumentView): boolean => name !== '' && isBlank(description);
  return [
    ...(isBlank(field.description) ? [subject] : []),
    ...field.arguments.filter(isUndescribed).map(({ name }) => `${subject}(${name}:)`),
  ];
}

function isBlank(description: string): boolean {
  return description.trim() === '';
}
