import { graphql } from 'graphql';
import { fixturePlatformVersion } from '../../../test/fixtures/plugins/fixture-plugin';
import { Arg, Ctx, Field, InputType, Int, Mutation, Query, Resolver } from '../../sdk';
import { createKernel } from '../create-kernel';

@InputType({ description: 'A line.' })
class LineInput {
  @Field({ description: 'What it says.' })
  text!: string;
}

@InputType({ description: 'A page.' })
class PageInput {
  @Field(() => [LineInput], { description: 'Its lines.' })
  lines!: LineInput[];

  @Field(() => Int, { defaultValue: 1, description: 'Its number.' })
  number!: number;
}

@InputType({ description: 'A page that can count.' })
class CountingInput extends PageInput {
  count(): number {
    return this.lines.length;
  }
}

const seen: { input: unknown; context: unknown }[] = [];

@Resolver()
class Pages {
  @Query(() => Int, { description: 'None.' })
  pages(): number {
    return 0;
  }

  @Mutation(() => Int, { description: 'Takes a page.' })
  take(@Arg('input', () => PageInput, { description: 'The page.' }) input: PageInput, @Ctx() context: unknown): number {
    seen.push({ input, context });
    return input.lines.length;
  }

  @Mutation(() => Int, { description: 'Counts a page.' })
  async count(@Arg('input', () => CountingInput, { description: 'The page.' }) input: CountingInput): Promise<number> {
    seen.push({ input, context: null });
    return input.count();
  }
}

const coreModules = [{ resolvers: [Pages] }];
const { schema } = createKernel({ platformVersion: fixturePlatformVersion, coreModules, plugins: [] });
const ask = (field: string, lines: readonly object[]) =>
  graphql({
    schema,
    source: `mutation ($lines: [LineInput!]!) { answer: ${field}(input: { lines: $lines }) }`,
    variableValues: { lines },
    contextValue: { who: 'me' },
  });

describe('the input of a mutation', () => {
  it('comes as GraphQL has read it, defaults included, when its classes only hold data', async () => {
    expect((await ask('take', [{ text: 'a' }, { text: 'b' }])).data).toEqual({ answer: 2 });
    const { input, context } = seen.at(-1) ?? {};
    expect(input).toEqual({ lines: [{ text: 'a' }, { text: 'b' }], number: 1 });
    expect(input).not.toBeInstanceOf(PageInput);
    expect(context).toEqual({ who: 'me' });
  });

  it('comes as an instance when its class can do something', async () => {
    expect((await ask('count', [{ text: 'a' }])).data).toEqual({ answer: 1 });
    expect(seen.at(-1)?.input).toBeInstanceOf(CountingInput);
  });

  it('is refused by GraphQL as ever', async () => {
    expect((await ask('take', [{ text: 'a', words: 1 }])).errors?.[0]?.message).toContain('"words" is not defined');
  });
});
