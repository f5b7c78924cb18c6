import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
   * Runs a command, and kills the process without a chance to clean up as soon as a moment has come, be it the one at which the
   * command ends. The next command is run by another process. @throws Error when it ends and the moment has not come
   */
  killed(
    env: Readonly<Record<string, string>>,
    words: readonly string[],
    hasCome: () => Promise<boolean>,
  ): Promise<void>;
  stop(): Promise<void>;
}

const host = join(projectRoot, 'dist/test/helpers/command-host.js');

/** Milliseconds that a command may take to come to where it is killed, also on a busy machine. */
const longest = 60_000;

export interface CommandPlace {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the platform whose commands they are. Default: this project. */
  readonly platform?: string;
}

export function commandProcess({ cwd = projectRoot, env, platform = projectRoot }: CommandPlace): CommandProcess {
  const { PATH, HOME } = process.env;
  let child: ChildProcess | null = null;
  const running = (): ChildProcess => {
    child ??= fork(host, [platform], {
      cwd,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
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
  let last: Promise<unknown> = Promise.resolve();
  const rapportWith = (more: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<RunResult> => {
    const answer = last.then(() => answerOf(running(), { words, env: more }));
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    rapport: (...words) => rapportWith({}, ...words),
    rapportWith,
    killed: async (more, words, hasCome) => {
      let told: string | null = null;
      const answer = rapportWith(more, ...words).then(
        ({ stdout, stderr }) => {
          told = `${stdout}${stderr}`;
        },
        (error: unknown) => {
          told = String(error);
        },
      );
      const deadline = Date.now() + longest;
      for (;;) {
        const isLast = told !== null || Date.now() > deadline;
        if (await hasCome()) break;
        if (isLast) throw new Error(`"${words.join(' ')}" was not met where it is killed: ${told ?? 'it goes on'}`);
        await pause(2);
      }
      await end((ending) => ending.kill('SIGKILL'));
      await answer;
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
