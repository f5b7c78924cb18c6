import { lte, valid } from 'semver';
import { packagePaths } from '../../src/cli/golden/package-paths';
import { type Exported, publishedNames } from '../../src/cli/golden/sdk-api';
import { platformVersion } from '../../src/shared/platform';
import { compileExamples } from '../helpers/examples';

const published = packagePaths.flatMap(({ path, entry }) =>
  publishedNames(entry).map((exported) => ({ ...exported, id: `${path} ${exported.name}` })),
);
/** What libraries declare is described by them. */
const own = published.filter(({ text }) => text !== '');
const idsOf = (exported: readonly { readonly id: string }[]): readonly string[] => exported.map(({ id }) => id);

jest.setTimeout(240_000);

describe('everything that partners may import', () => {
  it('is described', () => {
    expect(own.length).toBeGreaterThan(150);
    expect(idsOf(own.filter(({ doc }) => doc.summary.length < 10))).toEqual([]);
  });

  it('says since which version it is there, none of them to come', () => {
    const known = ({ doc }: Exported): boolean => valid(doc.since) !== null && lte(doc.since ?? '', platformVersion);
    expect(idsOf(own.filter((exported) => !known(exported)))).toEqual([]);
  });

  it('says what to use instead and since when, where it is deprecated', () => {
    const deprecated = own.filter(({ doc }) => doc.deprecated !== null);
    expect(idsOf(deprecated.filter(({ doc }) => !/^since \d+\.\d+\.\d+: .{10}/.test(doc.deprecated ?? '')))).toEqual(
      [],
    );
  });

  it('has an example, where it is a function', () => {
    const functions = own.filter(({ text }) => /^(async )?function\b|^const \w+: (<[^=]*>)?\(/.test(text));
    expect(functions.length).toBeGreaterThan(40);
    expect(idsOf(functions.filter(({ doc }) => doc.example === null))).toEqual([]);
  });
});

describe('the example of', () => {
  const examples = own.flatMap(({ name, doc: { example } }) => (example === null ? [] : [{ name, text: example }]));
  const compiled = compileExamples(examples);
  afterAll(() => compiled.remove());
  const check = (actual: unknown, expected: unknown): void => expect(actual).toEqual(expected);

  // Tests cannot be declared inside of a test: what declares some is compiled only, as is what says nothing of its outcome.
  const running = examples.filter(({ text }) => !/\bdescribe\w*\(/.test(text) && text.includes('// =>'));

  it.each(running.map(({ name }) => name))('%s comes out as it says', async (name) => {
    expect.hasAssertions();
    await compiled.run(name, check);
  });
});
