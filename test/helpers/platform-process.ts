import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../src/testing/database-server';
import { projectRoot } from '../architecture/source-files';

/** A platform running as a process of its own, as `npm start` would run it. */
export interface PlatformProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything the process has printed so far. */
  output(): string;
  graphql<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer<Data>>;
  /** Sends SIGTERM and waits for the end; answers the exit code. */
  stop(): Promise<number | null>;
}

export interface GraphqlAnswer<Data> {
  readonly data?: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const mainFile = join(projectRoot, 'dist/src/main.js');

/** Starts the platform on a free port and waits until it is ready. @throws Error with its output when it ends early. */
export async function startPlatform(
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = ['--no-demo'],
  file = mainFile,
  folder = projectRoot,
): Promise<PlatformProcess> {
  const platform = await launchPlatform(environment, flags, file, folder);
  await untilReady(platform);
  return platform;
}

/** Starts the platform without waiting, on the port that `environment` names or any free one. */
export async function launchPlatform(
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = ['--no-demo'],
  file = mainFile,
  folder = projectRoot,
): Promise<PlatformProcess> {
  const port = Number(environment.PORT ?? (await freePort()));
  const child = spawn(process.execPath, [file, ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    child,
    output: () => printed,
    graphql: (query, variables) => post(url, query, variables),
    stop: () => stop(child),
  };
}

/** Ends the process without a chance to clean up. */
export async function kill(platform: Pick<PlatformProcess, 'child'>): Promise<void> {
  const ended = once(platform.child, 'exit');
  platform.child.kill('SIGKILL');
  await ended;
}

/** @throws Error with what the platform has printed when it ends early, or is not ready within a minute */
export async function untilReady({ url, child, output }: PlatformProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The platform ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`The platform was not ready in time:\n${output()}`);
}

async function post<Data>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphqlAnswer<Data>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'rapport-explain': '1' },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as GraphqlAnswer<Data>;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  const [code] = await ended;
  return code;
}
