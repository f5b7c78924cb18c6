import { batch, type Contributions, Field, ObjectType } from '../sdk';

@ObjectType({ description: 'Who asks.' })
class Principal {
  @Field({ description: 'Key of the caller in the system that vouches for it.' })
  subject!: string;

  @Field({ description: 'Name for people.' })
  name!: string;

  @Field(() => [String], { description: 'What the caller may do, by role.' })
  roles!: string[];
}

/** `Query.me`: how the platform sees the caller. */
export function authModule(): Contributions {
  return {
    fields: [
      {
        on: 'Query',
        name: 'me',
        description: 'Who you are to the platform, and what you may do.',
        type: () => Principal,
        source: batch(async (keys, _args, { principal }) => keys.map(() => principal)),
      },
    ],
  };
}
