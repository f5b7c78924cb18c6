import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessDescription {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Told in a sentence what happens. */
  readonly say: (line: string) => void;
}

/** A Node process that can be ended and started again. */
export interface Restartable {
  start(): void;
  /** Lets it finish what is under way, then starts it anew. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function restartable({ file, args, environment, say }: ProcessDescription): Restartable {
  let child: ChildProcess | null = null;
  const start = (): void => {
    const started = spawn(process.execPath, [file, ...args], { env: environment, stdio: 'inherit' });
    child = started;
    started.once('exit', (code) => {
      if (child !== started) return;
      child = null;
      say(`The platform ended with ${code ?? 'a signal'}. It starts again with the next change.`);
    });
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
  };
  return {
    start,
    stop,
    restart: async () => {
      await stop();
      start();
    },
  };
}
