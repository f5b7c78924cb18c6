import { Field, ID, ObjectType } from '../graphql';
import { CalendarDate, CountryCode } from '../scalars';
import { From, FromTable, globalId } from '../source';
import { Node } from './node';

/** The GraphQL type `Brand`. @since 0.1.0 */
@FromTable({ table: 'core.brand', key: 'id' })
@ObjectType({ implements: Node, description: 'A brand of ours.' })
export class Brand extends Node {
  @From(globalId('Brand'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Code that intake records name the brand by.' })
  code!: string;

  @Field({ description: 'Name for people.' })
  name!: string;
}

/** The GraphQL type `Territory`. @since 0.1.0 */
@FromTable({ table: 'core.territory', key: 'id' })
@ObjectType({ implements: Node, description: 'An area of responsibility.' })
export class Territory extends Node {
  @From(globalId('Territory'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Code that intake records name the territory by.' })
  code!: string;

  @Field({ description: 'Name for people.' })
  name!: string;

  @Field(() => CountryCode, { nullable: true, description: 'Country the territory lies in.' })
  country!: string | null;
}

/** The GraphQL type `TeamMember`. @since 0.1.0 */
@FromTable({ table: 'core.team_member', key: 'id' })
@ObjectType({
  implements: Node,
  description: 'One of our own people: a representative, medical liaison, event manager.',
})
export class TeamMember extends Node {
  @From(globalId('TeamMember'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Code that intake records name the person by.' })
  code!: string;

  @Field({ description: 'Name for people.' })
  name!: string;

  @Field({ description: 'What the person does: representative, medical liaison, …' })
  role!: string;

  @Field({ description: 'False once the person has left.' })
  active!: boolean;
}

/** The GraphQL type `Content`. @since 0.1.0 */
@FromTable({ table: 'core.content', key: 'id' })
@ObjectType({ implements: Node, description: 'An approved message or material.' })
export class Content extends Node {
  @From(globalId('Content'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Code that intake records name the content by.' })
  code!: string;

  @Field({ description: 'Title for people.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Channel it is made for; null for any.' })
  channel!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day of its approval.' })
  approvedFrom!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day of its approval; null while open-ended.' })
  approvedUntil!: string | null;
}
