import { getMetadataStorage } from 'type-graphql';
import { Int, Query, Resolver } from '../../sdk';
import { repeatableBuild } from './repeatable-build';

@Resolver()
class Earlier {
  @Query(() => Int, { description: 'Of an earlier build.' })
  earlier(): number {
    return 1;
  }
}

@Resolver()
class Shared {
  @Query(() => Int, { description: 'Of all that extend it.' })
  shared(): number {
    return 2;
  }
}

@Resolver()
class Later extends Shared {
  @Query(() => Int, { description: 'Of this build.' })
  later(): number {
    return 3;
  }
}

const queries = (): readonly string[] => getMetadataStorage().queries.map(({ schemaName }) => schemaName);

describe('a schema build', () => {
  it('is shown the operations of its own resolvers, and of those that they extend', () => {
    expect(repeatableBuild([Later], queries)).toEqual(['shared', 'later']);
    expect(repeatableBuild([Earlier], queries)).toEqual(['earlier']);
  });

  it('leaves those of all resolvers noted, even where it fails', () => {
    const failing = () => {
      throw new RangeError('no');
    };
    expect(() => repeatableBuild([Later], failing)).toThrow(RangeError);
    expect(queries()).toEqual(expect.arrayContaining(['earlier', 'shared', 'later']));
  });
});
