import type { GraphQLClass } from './contributions';
import { Extensions, Field, ObjectType } from './graphql';
import { type FieldSource, From } from './source';
import { Interaction } from './types/interaction';

/**
 * A field of a type made by {@link objectType}.
 *
 * @since 0.1.0
 */
export interface ObjectTypeField {
  /** As in the Field decorator: `() => Int`, `() => [Brand]`. */
  readonly type: () => unknown;
  readonly description: string;
  /** `items`: the list is there, but its items may be null. Default: never null. */
  readonly nullable?: boolean | 'items';
  /** Default: the key of the same name, as for decorated classes. */
  readonly source?: FieldSource;
  /** How many plain fields it is worth in an operation's cost; default 1. */
  readonly cost?: number;
  readonly deprecationReason?: string;
}

/**
 * An object type without decorators.
 *
 * @since 0.1.0
 */
export interface ObjectTypeDefinition {
  /** Begins with the plugin's name, such as `SmsReply`. */
  readonly name: string;
  readonly description: string;
  /** `Interaction` for the type of a contact; absent for others. */
  readonly implements?: typeof Interaction;
  readonly fields: Readonly<Record<string, ObjectTypeField>>;
}

/**
 * Makes the class of an object type, for plugins in plain JavaScript and for compilers without decorators. It is used as a
 * decorated class would be.
 *
 * @since 0.1.0
 * @example
 * import { Int, Interaction, objectType } from 'rapport/sdk';
 *
 * const SmsReply = objectType({
 *   name: 'SmsReply',
 *   description: 'A text message that the customer sent.',
 *   implements: Interaction,
 *   fields: {
 *     text: { type: () => String, description: 'What it said.' },
 *     words: { type: () => Int, description: 'How many words it had.', nullable: true },
 *   },
 * });
 * SmsReply.name; // => 'SmsReply'
 * SmsReply.prototype instanceof Interaction; // => true
 */
export function objectType(definition: ObjectTypeDefinition): GraphQLClass {
  const { name, description, fields } = definition;
  const made = definition.implements === undefined ? class {} : class extends Interaction {};
  Object.defineProperty(made, 'name', { value: name });
  for (const [property, field] of Object.entries(fields)) addField(made.prototype, property, field);
  ObjectType(
    name,
    definition.implements === undefined ? { description } : { description, implements: Interaction },
  )(made);
  return made;
}

function addField(prototype: object, property: string, field: ObjectTypeField): void {
  const { type, description, nullable, source, cost, deprecationReason } = field;
  const options = {
    description,
    ...(nullable !== undefined && { nullable }),
    ...(deprecationReason !== undefined && { deprecationReason }),
  };
  Field(type as () => typeof String, options)(prototype, property);
  if (source !== undefined) From(source)(prototype, property);
  if (cost !== undefined) Extensions({ cost })(prototype, property);
}
