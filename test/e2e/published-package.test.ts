import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePaths } from '../../src/cli/golden/package-paths';
import { publishedNames } from '../../src/cli/golden/sdk-api';
import { projectRoot } from '../architecture/source-files';
import { must, type PartnerPlace, partnerPlace } from '../helpers/packed-platform';

/** A plugin in a few words, by the two functions that every plugin uses; both formats of modules can hold it. */
const body = `
const Note = objectType({
  name: 'MemoNote', description: 'A note.', implements: Interaction,
  fields: { words: { type: () => Int, description: 'How many words.' } },
});
const plugin = definePlugin({
  id: 'memo', version: '1.0.0', title: 'Memo', description: 'Notes.', engine: '^0.1.0',
  options: z.strictObject({ title: z.string() }),
  contribute: ({ title }) => ({
    channels: [{ id: 'memo', title, depth: 1, kappa: 10 }],
    interactions: [{
      id: 'memo.note', title, channel: 'memo', direction: 'in', graphql: Note,
      details: z.strictObject({ words: z.number() }), samples: [{ words: 2 }],
    }],
  }),
});
console.log(JSON.stringify([
  plugin({ title: 'T' }).contributions.channels?.[0]?.title, typeof testApp, new RapportError('NOT_FOUND', 'x').code,
]));
`;
const names = 'definePlugin, Int, Interaction, objectType, RapportError, z';
const imports = `import { ${names} } from 'rapport/sdk';\nimport { testApp } from 'rapport/testing';\n`;
const requires = `const { ${names} } = require('rapport/sdk');\nconst { testApp } = require('rapport/testing');\n`;
const printed = '["T","function","NOT_FOUND"]\n';

jest.setTimeout(120_000);

describe('the packed platform, in a package of a partner', () => {
  let place: PartnerPlace;

  beforeAll(async () => {
    place = await partnerPlace();
  }, 120_000);
  afterAll(() => place?.remove());

  const write = (file: string, text: string): void => writeFileSync(join(place.folder, file), text);

  it('gives an ES module every name by its own', async () => {
    const all = packagePaths.map(({ path, entry }) => ({
      path,
      names: publishedNames(entry)
        .filter(({ text }) => !/^(interface|type)\b/.test(text))
        .map(({ name }) => name),
    }));
    const lines = all.map(
      ({ path, names: each }, index) =>
        `import { ${each.map((name) => `${name} as n${index}${name}`).join(', ')} } from '${path}';`,
    );
    const values = all.flatMap(({ names: each }, index) => each.map((name) => `typeof n${index}${name}`));
    write(
      'names.mjs',
      `${lines.join('\n')}\nconsole.log([${values.join(', ')}].filter((kind) => kind === 'undefined').length);`,
    );
    expect(await must('node', ['names.mjs'], place.folder)).toBe('0\n');
  });

  it('is imported by an ES module of plain JavaScript', async () => {
    write('plain.mjs', imports + body);
    expect(await must('node', ['plain.mjs'], place.folder)).toBe(printed);
  });

  it('is required by a CommonJS module of plain JavaScript', async () => {
    write('plain.cjs', requires + body);
    expect(await must('node', ['plain.cjs'], place.folder)).toBe(printed);
  });

  const compile = async (name: string, files: readonly string[], options: object): Promise<string> => {
    const folder = join(place.folder, name);
    mkdirSync(folder);
    for (const file of files) writeFileSync(join(folder, file), imports + body);
    const compilerOptions = { target: 'es2022', strict: true, types: ['node'], outDir: 'out', ...options };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    // So few files: several threads would each look through the same packages.
    await must(join(projectRoot, 'node_modules/.bin/tsc'), ['-p', '.', '--singleThreaded'], folder);
    return folder;
  };

  it('is compiled strictly with the resolution of Node, and run in both formats', async () => {
    const folder = await compile('node16', ['plugin.mts', 'plugin.cts'], { module: 'node16' });
    // Both in one process, as an installation with plugins of either format would run them.
    const both = `require('./out/plugin.cjs'); import('./out/plugin.mjs');`;
    expect(await must('node', ['--eval', both], folder)).toBe(printed + printed);
  });

  it('is compiled strictly with the resolution of bundlers', async () => {
    const options = { module: 'esnext', moduleResolution: 'bundler', noEmit: true };
    await expect(compile('bundler', ['plugin.ts'], options)).resolves.toContain('bundler');
  });

  it('brings no tests, but the templates of new plugins', async () => {
    const files = await must('find', ['node_modules/rapport', '-type', 'f'], place.folder);
    const paths = files.trim().split('\n');
    expect(paths.filter((path) => /\.test\.(js|d\.ts)/.test(path) && !path.endsWith('.template'))).toEqual([]);
    expect(paths).toContain('node_modules/rapport/src/cli/new-plugin/templates/typescript/src/index.ts.template');
  });
});
