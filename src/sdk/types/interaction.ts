import { Field, ID, Int, InterfaceType, ObjectType } from '../graphql';
import { DateTime, JsonObject } from '../scalars';
import { column, From, FromTable, globalId, money } from '../source';
import { DirectionEnum } from './enums';
import { Money } from './money';
import { Node } from './node';

/**
 * One contact. A plugin's class extends this one and names it in `implements`; its own fields read `details`.
 * The interactions feature adds `customer`, `brand`, `actor` and `content` to it.
 *
 * @since 0.1.0
 */
@FromTable({ table: 'core.interaction', key: 'id', customerColumn: 'customer_id' })
@InterfaceType({
  implements: Node,
  description: 'One contact with a customer, in any channel.',
  autoRegisterImplementations: false,
})
export abstract class Interaction extends Node {
  @From(globalId('Interaction', 'customer_id', 'id'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Id of the interaction type, such as rep.visit_held.' })
  type!: string;

  @Field({ description: 'Id of the channel, such as rep.' })
  channel!: string;

  @Field(() => DirectionEnum, { description: 'Who turned to whom.' })
  direction!: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field({ description: 'True when the source gave only a day; the time is then noon UTC.' })
  imprecise!: boolean;

  @Field(() => DateTime, { description: 'When we learned of it.' })
  recordedAt!: Date;

  @Field(() => Int, { description: 'How many like contacts this record stands for.' })
  count!: number;

  @Field({ description: 'System it came from.' })
  source!: string;

  @Field({ description: 'Its key in that system.' })
  sourceKey!: string;

  @Field(() => Int, { description: 'How often its content was corrected, counting from 1.' })
  revision!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is kept but not scored, such as an opening by a mail scanner; null when it counts.',
  })
  filteredReason!: string | null;

  @From(money('touch_cost_minor', 'touch_cost_currency'))
  @Field(() => Money, {
    nullable: true,
    description: 'What the contact cost us by the rate card; null when it has no rate.',
  })
  touchCost!: Money | null;
}

/** The GraphQL type of a contact whose plugin is not installed. @since 0.1.0 */
@ObjectType({
  implements: Interaction,
  description: 'A contact whose plugin is not installed. Its details are kept and shown as they are.',
})
export class UnknownInteraction extends Interaction {
  @From(column('details'))
  @Field(() => JsonObject, { description: 'The details as they were accepted.' })
  details!: Record<string, unknown>;
}
