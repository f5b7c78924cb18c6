/** The process that `commandProcess` talks to: runs one command line, and the next one when that is answered. */
import '../../src/shared/keep-compiled';
import { join } from 'node:path';
import { type Command, CommanderError } from 'commander';
import type { RunResult } from './run';

const platform = process.argv[2] ?? '';
const { createProgram } = require(join(platform, 'dist/src/cli/program')) as typeof import('../../src/cli/program');
const { tellFault } = require(join(platform, 'dist/src/cli/tell-fault')) as typeof import('../../src/cli/tell-fault');

/** The words of a command, and variables of its environment. */
export interface CommandRequest {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

process.on('message', (request: CommandRequest) => {
  void result(request).then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit());

async function result({ words, env }: CommandRequest): Promise<RunResult> {
  Object.assign(process.env, env);
  forgetLoaded();
  const [stdout, stderr] = [heard(process.stdout), heard(process.stderr)];
  process.exitCode = 0;
  try {
    await throwing(createProgram()).parseAsync([...words], { from: 'user' });
  } catch (error) {
    // Commander has said by itself what it is about.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else tellFault(error);
  }
  return { stdout: stdout(), stderr: stderr(), code: Number(process.exitCode) };
}

/** Commander ends the process otherwise. */
function throwing(command: Command): Command {
  for (const each of command.commands) throwing(each);
  return command.exitOverride();
}

/** Plugins of the working folder may have changed since. */
function forgetLoaded(): void {
  const [folder, kept] = [`${process.cwd()}/`, `${platform}/`];
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder) && !file.startsWith(kept)) delete require.cache[file];
  }
}

/** Keeps what is written to a stream; the answered function says it, and lets the stream go on. */
function heard(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  let text = '';
  const keep = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  stream.write = keep as typeof write;
  return () => {
    stream.write = write;
    return text;
  };
}
