import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RapportError } from '../../sdk';

/** Compiles a package of TypeScript by its own compiler; one of plain JavaScript needs none. */
export interface Compiler {
  /** Prints what is wrong. @returns whether there is something new to run */
  run(): Promise<boolean>;
}

/** @throws RapportError CONFIG_INVALID when the package has a tsconfig.json and no TypeScript */
export function compilerOf(folder: string): Compiler {
  if (!existsSync(join(folder, 'tsconfig.json'))) return { run: async () => true };
  const program = findCompiler(folder);
  return {
    run: () =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, '-p', folder], { cwd: folder, stdio: 'inherit' });
        child.once('error', reject);
        child.once('exit', (code) => resolve(code === 0));
      }),
  };
}

function findCompiler(folder: string): string {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('typescript/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly bin: Readonly<Record<string, string>> };
    return join(dirname(manifest), bin.tsc ?? 'bin/tsc');
  } catch (error) {
    const message = `${folder} has a tsconfig.json, but TypeScript is not installed. Run npm install --save-dev typescript.`;
    throw new RapportError('CONFIG_INVALID', message, {}, { cause: error });
  }
}
