import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createProgram } from './program';

const print = `
  const { createProgram } = require(${JSON.stringify(join(__dirname, 'program.js'))});
  createProgram().helpInformation();
  const loaded = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
  process.stdout.write(JSON.stringify(loaded));
`;

describe('the command line', () => {
  it('says what it can do without loading what does it', () => {
    const loaded: readonly string[] = JSON.parse(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' }));
    const packages = loaded.flatMap((file) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(['commander']);
    expect(loaded.filter((file) => file.endsWith('.action.js'))).toEqual([]);
  });

  it('describes every command, argument and option', () => {
    const silent = everyCommand(createProgram()).flatMap((command) => [
      ...(command.description() === '' ? [command.name()] : []),
      ...command.options.filter(isSilent).map(({ flags }) => `${command.name()} ${flags}`),
      ...command.registeredArguments.filter(isSilent).map((argument) => `${command.name()} ${argument.name()}`),
    ]);
    expect(silent).toEqual([]);
  });
});

const everyCommand = (program: Command): readonly Command[] => [program, ...program.commands.flatMap(everyCommand)];

const isSilent = ({ description }: { readonly description: string }): boolean => description === '';
