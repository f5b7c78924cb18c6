import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RapportError } from '../../sdk/errors';
import { createCluster, startCluster, stopCluster } from './cluster';
import { type DatabaseFacts, freePort, isFree, newFacts, readFacts, urlOf, writeFacts, writePrivate } from './facts';
import { findPlace, type Place } from './place';
import { birthOf, type Holder, isAlive, type ProcessLock, readHolder, tryLock, waitForLock } from './process-lock';
import { ensureDatabase, findRunningServer, isServerRunning } from './running-server';

export interface EmbeddedOptions {
  /** Absolute path. */
  readonly dataFolder: string;
  /** Port of the server; null: any free one, kept for the next start. */
  readonly port: number | null;
  /** `serve`: only one at a time. `tool`: shares a running database, or starts it for itself. */
  readonly use: 'serve' | 'tool';
  /** Told in a sentence what happens. */
  readonly say: (line: string) => void;
}

export interface EmbeddedDatabase {
  readonly url: string;
  /** `created`: a new, empty database; `started`: an existing one; `joined`: it was running already. */
  readonly state: 'created' | 'started' | 'joined';
  /** Starts a server that has ended on its own, at the same address; answers whether it had to. */
  revive(): Promise<boolean>;
  /** Lets go of the database. The last process to do so stops it. */
  close(): Promise<void>;
}

/** Starting and stopping take a moment each; whoever holds the gate longer has hung. */
const gatePatience = 150_000;

/**
 * Opens the embedded database of a data folder: creates it, starts it, or joins the one that runs. What a killed
 * process left behind (locks, a server still running, a half-made folder) is put in order without asking.
 *
 * @throws RapportError DATA_FOLDER_IN_USE, EMBEDDED_DATABASE_FAILED or DATABASE_UNSUPPORTED.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataFolder } = options;
  await prepareFolder(dataFolder);
  const service = options.use === 'serve' ? takeServiceLock(dataFolder) : null;
  try {
    return await throughGate(dataFolder, async () => {
      const place = await findPlace(dataFolder, options.say);
      const opened = await startOrJoin(options, place);
      const mark = join(dataFolder, 'users', `${process.pid}-${nextMark()}`);
      await writePrivate(mark, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) } satisfies Holder));
      return {
        url: urlOf(opened.facts),
        state: opened.state,
        revive: () => throughGate(dataFolder, () => revive(place, opened.facts, mark)),
        close: () => leave(dataFolder, place, mark, service),
      };
    });
  } catch (error) {
    service?.release();
    throw error;
  }
}

async function prepareFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(join(dataFolder, 'users'), { recursive: true });
    await access(dataFolder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RapportError(
      'EMBEDDED_DATABASE_FAILED',
      `The data folder ${dataFolder} cannot be written (${reason}). Choose another folder with RAPPORT_DATA.`,
    );
  }
}

let marks = 0;
function nextMark(): number {
  marks += 1;
  return marks;
}

function takeServiceLock(dataFolder: string): ProcessLock {
  const answer = tryLock(join(dataFolder, 'server.lock'));
  if ('release' in answer) return answer;
  throw new RapportError(
    'DATA_FOLDER_IN_USE',
    `The data folder ${dataFolder} is in use by process ${answer.pid}. Stop it, or choose another folder with RAPPORT_DATA.`,
    { pid: answer.pid },
  );
}

async function throughGate<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const gate = await waitForLock(join(dataFolder, 'gate.lock'), gatePatience);
  if (!('release' in gate)) {
    throw new RapportError('DATA_FOLDER_IN_USE', `Process ${gate.pid} has been starting or stopping for too long.`);
  }
  try {
    return await work();
  } finally {
    gate.release();
  }
}

interface Opened {
  readonly facts: DatabaseFacts;
  readonly state: EmbeddedDatabase['state'];
}

async function startOrJoin({ dataFolder, port, say }: EmbeddedOptions, place: Place): Promise<Opened> {
  const known = await readFacts(dataFolder);
  if (place.exists && known === null) {
    throw new RapportError(
      'EMBEDDED_DATABASE_FAILED',
      `${join(dataFolder, 'database.json')} with the database's password is missing or damaged. Bring it back, or move ${place.cluster.folder} away to begin anew.`,
    );
  }
  const facts = { ...(known ?? (await newFacts(port))), elsewhere: place.elsewhere };
  if (!place.exists) {
    say(`Creating a PostgreSQL ${place.cluster.binaries.major} database in ${place.cluster.folder}`);
    await writeFacts(dataFolder, facts);
    await createCluster(place.cluster, facts);
  }
  const running = place.exists ? await joinable(dataFolder, place, port, facts) : null;
  const current = { ...facts, port: running ?? (await startOnPort(place, port, facts.port)) };
  await writeFacts(dataFolder, current);
  await ensureDatabase(current);
  return { facts: current, state: running !== null ? 'joined' : place.exists ? 'started' : 'created' };
}

/** The port of the server that runs, unless nobody uses it and another port is wanted. */
async function joinable(
  dataFolder: string,
  { cluster }: Place,
  wanted: number | null,
  facts: DatabaseFacts,
): Promise<number | null> {
  const running = await findRunningServer(cluster, facts);
  if (running === null || wanted === null || running === wanted || (await hasUsers(dataFolder))) return running;
  await stopCluster(cluster);
  return null;
}

/** The configured port, or the one of last time, or any: somebody may have taken it meanwhile. */
async function startOnPort(place: Place, configured: number | null, last: number): Promise<number> {
  if (configured !== null) {
    await startCluster(place.cluster, configured);
    return configured;
  }
  const first = (await isFree(last)) ? last : await freePort();
  try {
    await startCluster(place.cluster, first);
    return first;
  } catch (error) {
    if (await isFree(first)) throw error;
    const second = await freePort();
    await startCluster(place.cluster, second);
    return second;
  }
}

/** A server that is there and does not answer is busy, recovering or frozen: it comes back by itself. */
async function revive({ cluster }: Place, { port }: DatabaseFacts, mark: string): Promise<boolean> {
  const isLeft = !existsSync(mark);
  if (isLeft || (await isServerRunning(cluster))) return false;
  await startCluster(cluster, port);
  return true;
}

async function leave(dataFolder: string, place: Place, mark: string, service: ProcessLock | null): Promise<void> {
  if (!existsSync(mark)) return;
  try {
    await throughGate(dataFolder, async () => {
      await rm(mark, { force: true });
      if (!(await hasUsers(dataFolder))) await stopCluster(place.cluster);
    });
  } finally {
    service?.release();
  }
}

async function hasUsers(dataFolder: string): Promise<boolean> {
  const folder = join(dataFolder, 'users');
  for (const name of await readdir(folder)) {
    const holder = readHolder(join(folder, name));
    if (holder !== null && isAlive(holder)) return true;
    await rm(join(folder, name), { force: true });
  }
  return false;
}
