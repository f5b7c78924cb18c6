import { spawn } from 'node:child_process';
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RapportError } from '../../sdk/errors';
import type { Binaries } from './binaries';
import type { DatabaseFacts } from './facts';
import type { ServerUser } from './server-user';

/** The files of one PostgreSQL server, and who runs it. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly user: ServerUser | null;
  /** Its data directory. */
  readonly folder: string;
}

const logName = 'server.log';

/** Creates the data directory beside its place and moves it there complete, so that a crash leaves no half one. */
export async function createCluster(cluster: Cluster, facts: DatabaseFacts): Promise<void> {
  const draft = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${facts.password}\n`, { mode: 0o600 });
  if (cluster.user !== null) {
    await chown(draft, cluster.user.uid, cluster.user.gid);
    await chown(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  try {
    await runProgram(cluster, cluster.binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${facts.user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and the same upper and lower case on every machine, whatever languages it has installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await appendFile(join(draft, 'postgresql.conf'), `\ninclude_if_exists = 'rapport.conf'\n`);
    await rename(draft, cluster.folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the server apart from our process group, so that Ctrl-C reaches us and not it. */
export async function startCluster(cluster: Cluster, port: number): Promise<void> {
  await writeSettings(cluster, port);
  const log = join(cluster.folder, logName);
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10_000_000) await truncate(log);
  const start = ['start', '--wait', '--timeout=120', '--silent', `--pgdata=${cluster.folder}`, `--log=${log}`];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runProgram(cluster, cluster.binaries.pgCtl, start);
    } catch (error) {
      // Helpers of a server that was killed need a moment to notice and end.
      const orphans = error instanceof Error && error.message.includes('shared memory block');
      if (!orphans || attempt === 10) throw error;
      await pause(500);
    }
  }
}

/** Stops the server; connections still open are cut, nothing committed is lost. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const stop = (mode: string, seconds: number): Promise<void> =>
    runProgram(cluster, cluster.binaries.pgCtl, [
      'stop',
      '--wait',
      '--silent',
      `--mode=${mode}`,
      `--timeout=${seconds}`,
      `--pgdata=${cluster.folder}`,
    ]);
  await stop('fast', 20)
    .catch(() => stop('immediate', 10))
    .catch((error: unknown) => throwIfRunning(cluster, error));
}

/** A server that was killed before cannot be stopped and need not be. */
async function throwIfRunning(cluster: Cluster, error: unknown): Promise<void> {
  const status = ['status', `--pgdata=${cluster.folder}`];
  const isRunning = await runProgram(cluster, cluster.binaries.pgCtl, status).then(
    () => true,
    () => false,
  );
  if (isRunning) throw error;
}

/** Written anew at every start: the port may change, and settings may improve with a version. */
async function writeSettings(cluster: Cluster, port: number): Promise<void> {
  const settings = {
    port: String(port),
    listen_addresses: `'127.0.0.1'`,
    // Paths of sockets are short by law of the system; folders of checkouts are not.
    unix_socket_directories: `''`,
    max_connections: '60',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    log_checkpoints: 'off',
    jit: 'off',
    random_page_cost: '1.1',
    timezone: `'UTC'`,
    log_timezone: `'UTC'`,
  };
  const path = join(cluster.folder, 'rapport.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  await writeFile(path, lines.join(''));
  await chmod(path, 0o600);
  if (cluster.user !== null) await chown(path, cluster.user.uid, cluster.user.gid);
}

/** Ends well, or throws what the program and the server's log said last. */
async function runProgram(cluster: Cluster, program: string, parameters: readonly string[]): Promise<void> {
  const output: Buffer[] = [];
  const ending = await new Promise<string>((resolve) => {
    const child = spawn(program, parameters, {
      // The server's user may not be allowed into our own working folder.
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cluster.user === null ? {} : { uid: cluster.user.uid, gid: cluster.user.gid }),
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? '' : `ended with ${signal ?? code}`));
  });
  if (ending === '') return;
  const said = Buffer.concat(output).toString().trim();
  throw new RapportError(
    'EMBEDDED_DATABASE_FAILED',
    `The embedded PostgreSQL could not be run (${program} ${ending}). ${said}\n${await endOfLog(cluster)}`.trim(),
  );
}

async function endOfLog(cluster: Cluster): Promise<string> {
  const log = await readFile(join(cluster.folder, logName), 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-5).join('\n');
}
