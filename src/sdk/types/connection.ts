import type { GraphQLClass } from '../contributions';
import { Field, Int, ObjectType } from '../graphql';

/** Where a page of a connection lies. @since 0.1.0 */
@ObjectType({ description: 'Where a page of a connection lies.' })
export class PageInfo {
  @Field({ description: 'Whether more items follow this page.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether items lie before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item of the page; null when the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item of the page; null when the page is empty.',
  })
  endCursor!: string | null;
}

/**
 * Makes the Relay connection type of a node type: `edges`, `nodes`, `pageInfo` and a `totalCount` that is counted only when asked for.
 *
 * @since 0.1.0
 * @param name name of the node type; the connection is called `<name>Connection`, the edge `<name>Edge`
 * @example
 * import { connectionType, Field, ObjectType } from 'rapport/sdk';
 *
 * @ObjectType({ description: 'Messages that belong together.' })
 * class SmsTopic {
 *   @Field(() => String, { description: 'What it is about.' })
 *   name!: string;
 * }
 * const SmsTopicConnection = connectionType('SmsTopic', () => SmsTopic);
 * typeof SmsTopicConnection; // => 'function'
 */
export function connectionType(name: string, node: () => GraphQLClass): GraphQLClass {
  @ObjectType(`${name}Edge`, { description: `${article(name)} ${name} with its place in the list.` })
  class Edge {
    @Field({ description: 'Where this item stands; pass it as `after` or `before`.' })
    cursor!: string;

    @Field(node as never, { description: 'The item.' })
    node!: unknown;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} items.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges!: Edge[];

    @Field((() => [node()]) as never, { description: 'The items without their cursors.' })
    nodes!: unknown[];

    @Field(() => PageInfo, { description: 'Where this page lies.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many items the whole list has. Counted only when asked for.' })
    totalCount!: number;
  }
  return Connection;
}

const article = (name: string): string => (/^[AEIOU]/.test(name) ? 'An' : 'A');
