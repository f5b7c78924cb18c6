import { Field, ID, InterfaceType } from '../graphql';

/** The GraphQL interface `Node`. @since 0.1.0 */
@InterfaceType({
  description: 'Anything that can be fetched again by its id through `node`.',
  autoRegisterImplementations: false,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, unique over all types. Pass it back as received.' })
  id!: string;
}
