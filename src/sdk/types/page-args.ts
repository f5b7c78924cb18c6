import { ArgsType, Field, Int } from '../graphql';

/** Relay paging. `first` with `after` goes forward, `last` with `before` backward; without either, the first 20. @since 0.1.0 */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items from the start, or after `after`: 0 to 200, default 20. More is an error.',
  })
  first?: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the item after which the page begins.' })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'How many items from the end, or before `before`: 0 to 200.' })
  last?: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the item before which the page ends.' })
  before?: string;
}

/** Items of a page when none are asked for. @since 0.1.0 */
export const defaultPageSize = 20;

/** Items that one page may hold. @since 0.1.0 */
export const maximumPageSize = 200;
