import { ArgsType, byId, type Contributions, Field, ID, Node } from '../sdk';

@ArgsType()
class NodeArgs {
  @Field(() => ID, { description: 'Opaque id, exactly as received.' })
  id!: string;
}

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: 'Opaque ids, exactly as received; at most 200.' })
  ids!: string[];
}

/** Relay's root fields: anything by its opaque id. */
export function nodeModule(): Contributions {
  return {
    fields: [
      {
        on: 'Query',
        name: 'node',
        description: 'Whatever has this id; null when nothing has it, or you may not see it.',
        type: () => Node,
        nullable: true,
        args: NodeArgs,
        source: byId(),
      },
      {
        on: 'Query',
        name: 'nodes',
        description: 'Whatever has these ids, in the same order; null where nothing has the id, or you may not see it.',
        type: () => [Node],
        nullable: 'items',
        args: NodesArgs,
        source: byId(),
      },
    ],
  };
}
