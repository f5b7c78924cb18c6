import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot, sourceFiles } from '../architecture/source-files';

/** Vectors of the value model that sections 2 to 5, 8 and 11 to 16 must hold; of E-3 the hash alone. */
const required = [
  ...series('A', 10),
  ...series('B', 5),
  ...series('C', 16),
  ...series('D', 5),
  ...['E-1', 'E-3', 'E-5', 'G-1', 'Z-1'],
];
/** The file that lists the vectors of the ledger and of buying. */
const tables = ['src/value/README.md', 'src/economics/README.md'];

function series(letter: string, last: number): readonly string[] {
  return Array.from({ length: last }, (_, index) => `${letter}-${index + 1}`);
}

/** `A-1 A-2; B-1 to B-5` as ids. */
function idsOf(cell: string): readonly string[] {
  const ranges = [...cell.matchAll(/([A-Z])-(\d+) to \1-(\d+)/g)].flatMap(([, letter = '', from, to]) =>
    series(letter, Number(to)).slice(Number(from) - 1),
  );
  return [...ranges, ...(cell.match(/\b[A-Z]-\d+\b/g) ?? [])];
}

/** Test files by the vectors that the tables name them for. */
function rows(): readonly { readonly ids: readonly string[]; readonly files: readonly string[] }[] {
  return tables.flatMap((table) =>
    readFileSync(join(projectRoot, table), 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, vectors = '', tests = '']) => ({
        ids: idsOf(vectors),
        files: [...tests.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, file = '']) =>
          relative(projectRoot, join(projectRoot, dirname(table), file)),
        ),
      }))
      .filter(({ ids, files }) => ids.length > 0 && files.length > 0),
  );
}

describe('the tables of test vectors', () => {
  it('name a test for every vector', () => {
    const named = new Set(rows().flatMap(({ ids }) => ids));
    expect(required.filter((id) => !named.has(id))).toEqual([]);
  });

  it('name files that exist, each of which holds a vector of its row', () => {
    for (const { ids, files } of rows()) {
      for (const file of files) {
        expect([file, existsSync(join(projectRoot, file))]).toEqual([file, true]);
        expect([file, ids.some((id) => holds(file, id))]).toEqual([file, true]);
      }
      for (const id of ids) expect([id, files.some((file) => holds(file, id))]).toEqual([id, true]);
    }
  });

  it('know every vector that a test is named after', () => {
    const known = new Map<string, Set<string>>();
    for (const { ids, files } of rows())
      for (const id of ids) known.set(id, new Set([...(known.get(id) ?? []), ...files]));
    const titled = sourceFiles('src')
      .filter(({ path }) => path.endsWith('.test.ts'))
      .flatMap(({ path }) => titlesOf(path).map((id) => [id, path] as const));
    expect(titled.filter(([id]) => !known.has(id))).toEqual([]);
    expect(titled.length).toBeGreaterThan(30);
  });
});

const contents = new Map<string, string>();
function contentOf(file: string): string {
  const content = contents.get(file) ?? readFileSync(join(projectRoot, file), 'utf8');
  contents.set(file, content);
  return content;
}

const holds = (file: string, id: string): boolean => new RegExp(`\\b${id}\\b(?!\\d)`).test(contentOf(file));

function titlesOf(file: string): readonly string[] {
  return [...contentOf(file).matchAll(/\bit\('((?:[A-Z]-\d+(?:, )?)+):/g)].flatMap(([, ids = '']) => ids.split(', '));
}
