import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importRules, roomsWithoutApi } from './rules';
import { projectRoot, type SourceFile, sourceFiles } from './source-files';

const production = (file: SourceFile): boolean => !file.path.endsWith('.test.ts');
const source = sourceFiles('src').filter(production);
const plugins = sourceFiles('plugins');
const everything = [...sourceFiles('src'), ...plugins, ...sourceFiles('test')];

/** Room of a file or import path under src: `src/value/decay` -> `value`; null for files directly in src. */
function roomOf(path: string): string | null {
  return /^src\/([^/.]+)(?:\/|$)/.exec(path)?.[1] ?? null;
}

describe('imports between rooms', () => {
  it.each(importRules.map((rule) => [rule.room, rule] as const))('keep to the declared arrows in %s', (room, rule) => {
    const offences = source
      .filter((file) => roomOf(file.path) === room)
      .flatMap((file) => file.imports.map((target) => ({ from: file.path, target, room: roomOf(target) })))
      .filter(
        (found) => found.target.startsWith('src/') && found.room !== room && !rule.mayImport.includes(found.room ?? ''),
      )
      .map((found) => `${found.from} imports ${found.target}. ${rule.reason}`);
    expect(offences).toEqual([]);
  });

  it.each([...roomsWithoutApi])('load no API for %s', (room, reason) => {
    const loadsIndex = /^import (?!type\b)[^;]*from '(?:\.\.\/)+sdk';/m;
    const offences = source.filter((file) => roomOf(file.path) === room && loadsIndex.test(file.text));
    expect(offences.map((file) => `${file.path}: import the file of sdk, or its types. ${reason}`)).toEqual([]);
  });

  it('have a rule for every room', () => {
    const open = ['cli', 'testing'];
    const rooms = readdirSync(join(projectRoot, 'src')).filter((name) =>
      statSync(join(projectRoot, 'src', name)).isDirectory(),
    );
    expect(rooms.filter((room) => !open.includes(room) && !importRules.some((rule) => rule.room === room))).toEqual([]);
  });

  it('form no circle', () => {
    const arrows = new Map(importRules.map((rule) => [rule.room, rule.mayImport]));
    const circles = importRules
      .filter((rule) => reaches(rule.room, rule.room, arrows, new Set()))
      .map((rule) => rule.room);
    expect(circles).toEqual([]);
  });

  it('enter another feature only through its index', () => {
    const closed = importRules.filter((rule) => rule.feature).map((rule) => rule.room);
    const offences = source
      .filter((file) => file.path !== 'src/open-platform.ts')
      .flatMap((file) => file.imports.map((target) => ({ from: file.path, target })))
      .filter(({ from, target }) => closed.includes(roomOf(target) ?? '') && roomOf(from) !== roomOf(target))
      .filter(({ target }) => !/^src\/[^/]+(\/index)?$/.test(target))
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(offences).toEqual([]);
  });

  it('reach the modules of features from the composition root alone', () => {
    const offences = source.filter(
      (file) => file.path !== 'src/open-platform.ts' && file.imports.some((target) => /\/module$/.test(target)),
    );
    expect(offences.map((file) => file.path)).toEqual([]);
  });
});

describe('plugins', () => {
  it('import the contract and libraries of their own, nothing else of the platform', () => {
    const forbidden = /^(type-graphql|typeorm|graphql|pg|rapport$|rapport-plugin-)|^src\/|^(?!plugins\/)[a-z]+\/.*src/;
    const offences = plugins
      .flatMap((file) => file.imports.map((target) => ({ from: file.path, target })))
      .filter(({ from, target }) => forbidden.test(target) || crossesPlugins(from, target))
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(offences).toEqual([]);
  });

  it('use the test kit only in tests', () => {
    const offences = plugins.filter(
      (file) => production(file) && !/\/test(ing)?\//.test(file.path) && file.imports.includes('rapport/testing'),
    );
    expect(offences.map((file) => file.path)).toEqual([]);
  });
});

describe('core files', () => {
  it('never name a channel', () => {
    const named = /['"`](rep|web|conference|us-open-data)(\.[a-z_]+)?['"`]|['"`]email\.[a-z_]+['"`]/;
    const exceptions = /^src\/(cli\/demo\/|config\/)/;
    expect(
      source
        .filter((file) => !exceptions.test(file.path) && named.test(withoutComments(file.text)))
        .map((file) => file.path),
    ).toEqual([]);
  });

  it('read the environment in the configuration room only', () => {
    const exceptions = /^src\/(config|testing)\//;
    expect(
      source.filter((file) => !exceptions.test(file.path) && /process\.env\b/.test(file.text)).map((file) => file.path),
    ).toEqual([]);
  });

  it('end the process in the entry files only', () => {
    const entries = /^src\/(main\.ts|cli\/)/;
    expect(
      source.filter((file) => !entries.test(file.path) && /process\.exit\(/.test(file.text)).map((file) => file.path),
    ).toEqual([]);
  });

  it('ask the clock, not the machine, for the time', () => {
    const offences = source.filter(
      (file) => file.path !== 'src/shared/clock.ts' && !file.path.startsWith('src/testing/'),
    );
    expect(offences.filter((file) => /\bDate\.now\(\)|new Date\(\)/.test(file.text)).map((file) => file.path)).toEqual(
      [],
    );
  });

  it('hold SQL only where SQL belongs', () => {
    const rooms = /\.store\.ts$|\.sql\.ts$|^src\/(execution|db|testing)\//;
    const statement =
      /\b(select\s[\s\S]{1,400}?\sfrom|insert\s+into|update\s+[a-z_.]+\s+set|delete\s+from)\s+["(a-z_$]/i;
    const literals = (text: string): string => (text.match(/`[^`]*`|'[^'\n]*'/g) ?? []).join('\n');
    const offences = [...source, ...plugins.filter(production)].filter(
      (file) => !rooms.test(file.path) && !/migrations?\//.test(file.path),
    );
    expect(offences.filter((file) => statement.test(literals(file.text))).map((file) => file.path)).toEqual([]);
  });
});

describe('every file', () => {
  it('stays under 300 lines', () => {
    const long = everything.filter((file) => file.text.split('\n').length > 300).map((file) => file.path);
    expect(long).toEqual([]);
  });

  it('exports by name, but for the factory of a plugin and what Jest asks for', () => {
    const offences = everything.filter(
      (file) =>
        /^export default/m.test(file.text) &&
        !/^(plugins\/[^/]+\/src\/index|test\/fixtures\/|src\/testing\/jest-|test\/jest\/)/.test(file.path),
    );
    expect(offences.map((file) => file.path)).toEqual([]);
  });

  it('names no place outside the project', () => {
    const outside = /(^|[^A-Za-z0-9_.])\/(root|home|Users)\/|registry\.npm/;
    expect(
      everything.filter((file) => outside.test(file.text.replace(/outside = .*/, ''))).map((file) => file.path),
    ).toEqual([]);
  });
});

describe('every room', () => {
  const rooms = readdirSync(join(projectRoot, 'src')).filter((name) =>
    statSync(join(projectRoot, 'src', name)).isDirectory(),
  );

  it.each(rooms)('says in %s/README.md, in at most 25 lines, what it is for', (room) => {
    const path = join(projectRoot, 'src', room, 'README.md');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });
});

function reaches(
  from: string,
  goal: string,
  arrows: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): boolean {
  return (arrows.get(from) ?? []).some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, goal, arrows, seen);
  });
}

function crossesPlugins(from: string, target: string): boolean {
  const home = /^plugins\/([^/]+)\//.exec(from)?.[1];
  const away = /^plugins\/([^/]+)\//.exec(target)?.[1];
  return away !== undefined && away !== home;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
