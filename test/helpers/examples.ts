import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';

/** TypeScript of a document that is to be compiled and run as it stands. */
export interface Example {
  readonly name: string;
  /** `expression; // => value` at the end of a line says what comes out. */
  readonly text: string;
}

export type Check = (actual: unknown, expected: unknown) => void;

/** Compiled examples, by name. */
export interface CompiledExamples {
  run(name: string, check: Check): Promise<void>;
  remove(): void;
}

/**
 * Compiles examples as a partner would, strictly and against the published declarations.
 *
 * @throws Error with what the compiler says
 */
export function compileExamples(examples: readonly Example[]): CompiledExamples {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-examples-'));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  mkdirSync(join(folder, 'src'));
  for (const { name, text } of examples) writeFileSync(join(folder, 'src', `${name}.ts`), asModule(text));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  try {
    execFileSync(join(projectRoot, 'node_modules/.bin/tsc'), ['-p', folder, '--singleThreaded'], {
      cwd: folder,
      stdio: 'pipe',
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`Examples do not compile:\n${String((error as { readonly stdout?: unknown }).stdout)}`);
  }
  return {
    run: async (name, check) => (require(join(folder, 'dist', `${name}.js`)) as Module).run(check),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Module {
  run(check: Check): Promise<void>;
}

const settings = {
  compilerOptions: {
    ...{ target: 'es2022', module: 'node16', rootDir: 'src', outDir: 'dist', types: ['node', 'jest'] },
    ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true },
    ...{ experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: false },
  },
  include: ['src'],
};

/** Imports stay on top; the rest becomes a function, so that examples may wait. */
function asModule(text: string): string {
  const imports = text.match(/^import [\s\S]*?;$/gm) ?? [];
  const body = imports.reduce((rest, line) => rest.replace(line, ''), text);
  const checked = body.replaceAll(/^(\s*)(.+); \/\/ => (.+)$/gm, '$1check($2, $3);');
  const parameter = 'check: (actual: unknown, expected: unknown) => void';
  return `${imports.join('\n')}\nexport async function run(${parameter}): Promise<void> {\n${checked}\n}\n`;
}
