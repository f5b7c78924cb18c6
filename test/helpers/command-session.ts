import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import type { RunResult } from './run';

/** One process that runs many command lines, one after the other: most of what a command takes is loading the platform. */
export interface CommandSession {
  /** What a plugin's file held when it was first loaded stays. @throws Error when the process has ended */
  rapport(...args: readonly string[]): Promise<RunResult>;
  end(): Promise<void>;
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the platform whose commands they are. */
  readonly platform?: string;
}

/** For the many cases of a command; that it ends by itself, with its exit code, is shown by a process of its own. */
export function commandSession({ cwd, env, platform = projectRoot }: Place): CommandSession {
  const program = join(platform, 'dist/src/cli/program.js');
  const child = fork(join(__dirname, 'command-session-process.js'), [program], {
    cwd,
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'exit');
  const early = ended.then(([code]) => {
    throw new Error(`The process of the commands ended with ${code}.`);
  });
  early.catch(() => undefined);
  return {
    rapport: async (...args) => {
      const answered = once(child, 'message') as Promise<[RunResult]>;
      child.send(args);
      const [result] = await Promise.race([answered, early]);
      return result;
    },
    end: async () => {
      child.disconnect();
      await ended;
    },
  };
}
