import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../src/testing/database-server';
import { projectRoot } from '../../test/architecture/source-files';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Program that runs it; default: the Node of this process. */
  readonly node: string;
  readonly databaseUrl: string;
}

/** Key that the platform asks for in production. */
export const apiKey = 'bench-key-of-no-secret';

/** The platform as in production. `environment` adds to it. */
export function startPlatform(
  { node, databaseUrl }: ServerOptions,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  return startServer(node, (port) => ({
    parameters: ['--max-semi-space-size=64', join(projectRoot, 'dist/src/main.js'), '--no-demo'],
    environment: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      RAPPORT_API_KEY: apiKey,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    ready: '/readyz',
  }));
}

/** The reference without GraphQL. */
export function startLimit({ node, databaseUrl }: ServerOptions): Promise<ServerProcess> {
  return startServer(node, (port) => ({
    parameters: ['--max-semi-space-size=64', join(projectRoot, 'dist/bench/limit/server.js'), String(port)],
    environment: { NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    ready: '/',
  }));
}

interface Start {
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Path that is answered when it is ready. */
  readonly ready: string;
}

async function startServer(node: string, describe: (port: number) => Start): Promise<ServerProcess> {
  const port = await freePort();
  const { parameters, environment, ready } = describe(port);
  const child = spawn(node, parameters, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-10_000);
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(`${url}${ready}`, child, () => said);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function untilAnswered(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer !== null && answer.status !== 503) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`A server did not get ready:\n${said()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(forced);
}
