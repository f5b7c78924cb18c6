import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import type { CommandRequest } from './command-host';
import type { RunResult } from './run';

/**
 * A process that commands of `rapport` are run in, one after another: the platform is loaded once for all of them. Tests of the
 * command's own start run it by itself (`program.test.ts`, those of the README).
 */
export interface CommandProcess {
  /** Runs a command to its end; a non-zero exit code is an answer, not an error. @throws Error when the process is killed meanwhile */
  rapport(...words: readonly string[]): Promise<RunResult>;
  /** The same with further variables, for this command and those that name the same ones. */
  rapportWith(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<RunResult>;
  /**
   * Runs a command, and kills the process without a chance to clean up when `moment` is over. The next command is run by
   * another process. @throws Error when the command ends before
   */
  killed(words: readonly string[], moment: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const host = join(projectRoot, 'dist/test/helpers/command-host.js');

export interface CommandPlace {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
}

export function commandProcess({ cwd = projectRoot, env }: CommandPlace): CommandProcess {
  const { PATH, HOME } = process.env;
  let child: ChildProcess | null = null;
  const running = (): ChildProcess => {
    child ??= fork(host, [], { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return child;
  };
  const end = async (how: (ending: ChildProcess) => void): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    how(ending);
    await ended;
  };
  const rapportWith = (more: Readonly<Record<string, string>>, ...words: readonly string[]) =>
    answerOf(running(), { words, env: more });
  return {
    rapport: (...words) => rapportWith({}, ...words),
    rapportWith,
    killed: async (words, moment) => {
      let isOver = false;
      const ended = rapportWith({}, ...words).then(
        ({ stdout, stderr }) => {
          throw new Error(`${words[0]} ended before it could be killed: ${stdout}${stderr}`);
        },
        (error: unknown) => {
          if (!isOver) throw error;
        },
      );
      await Promise.race([moment(), ended]);
      isOver = true;
      await end((ending) => ending.kill('SIGKILL'));
      await ended;
    },
    // A signal would be taken for one to a command.
    stop: () => end((ending) => ending.disconnect()),
  };
}

/** @throws Error when the process ends before it answers */
function answerOf(child: ChildProcess, request: CommandRequest): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void): void => {
      child.off('message', answered);
      child.off('exit', gone);
      work();
    };
    const answered = (result: RunResult): void => settle(() => resolve(result));
    const gone = (code: number | null, signal: string | null): void =>
      settle(() =>
        reject(new Error(`The process of the commands ended with ${signal ?? code}: ${request.words.join(' ')}`)),
      );
    child.once('message', answered);
    child.once('exit', gone);
    child.send(request);
  });
}
