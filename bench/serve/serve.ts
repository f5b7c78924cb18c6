/**
 * Requests per second of a work beside the reference that does the same without GraphQL, interleaved in one run:
 * `npm run bench -- --work view --rounds 3 --connections 1,16,64`.
 */
import { CalmRounds } from '../calm-rounds';
import { type KeptPopulation, openPopulation } from '../population/keep';
import { ask, compareAnswers } from './ask';
import { byAutocannon } from './autocannon';
import { copyThatChanges } from './changing';
import { postmaster } from './cpu';
import { measure } from './measure';
import type { BenchOptions } from './options';
import { type ServerProcess, startLimit, startPlatform } from './processes';
import {
  limitRequest,
  operationOf,
  persistedRequest,
  postRequest,
  questionsOf,
  type ReadWork,
  registration,
} from './questions';
import type { Target } from './target';
import { byWrk } from './wrk';

/** Different questions that are sent in turn. */
const howManyQuestions = 200;

export async function benchServe(work: ReadWork, options: BenchOptions): Promise<void> {
  const population = await openPopulation(options.size, console.log);
  const closing: (() => Promise<void>)[] = [population.close];
  try {
    const servers = await startServers(work, options, { population, closing });
    const targets = await targetsOf(work, servers, population.url);
    const largest = await compareAnswers(targets);
    const questions = targets[0]?.requests.length ?? 0;
    console.log(
      `${work}: ${questions} answers compared, up to ${largest} bytes; ${options.tool}; Node ${options.nodeVersion}`,
    );
    await measure(targets, {
      ...options,
      load: options.tool === 'wrk' ? byWrk : byAutocannon,
      calm: new CalmRounds(options.retries),
      databasePid: postmaster(population.folder),
    });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

interface Servers {
  readonly limit: ServerProcess;
  readonly platform: ServerProcess;
  /** The platform where no answer is the one that was kept; null for works of which none is kept. */
  readonly anew: ServerProcess | null;
}

interface Opened {
  readonly population: KeptPopulation;
  /** What is to be closed, the latest first. */
  readonly closing: (() => Promise<void>)[];
}

async function startServers(work: ReadWork, { node }: BenchOptions, { population, closing }: Opened): Promise<Servers> {
  // A database that somebody is connected with cannot be copied.
  const changing = work === 'aggregate' ? await copyThatChanges(population.url) : null;
  if (changing !== null) closing.push(changing.drop);
  const opened = async (starting: Promise<ServerProcess>): Promise<ServerProcess> => {
    const server = await starting;
    closing.push(server.stop);
    return server;
  };
  const over = { node, databaseUrl: population.url };
  return {
    limit: await opened(startLimit(over)),
    platform: await opened(startPlatform(over)),
    anew: changing === null ? null : await opened(startPlatform({ node, databaseUrl: changing.url })),
  };
}

async function targetsOf(
  work: ReadWork,
  { limit, platform, anew }: Servers,
  databaseUrl: string,
): Promise<readonly Target[]> {
  const questions = await questionsOf(work, databaseUrl, howManyQuestions);
  const query = operationOf(work);
  await ask(platform, registration(query, questions[0] ?? {}));
  const posted = questions.map(postRequest(query));
  return [
    { name: 'LIMIT', ...limit, requests: questions.map(limitRequest(work)) },
    { name: anew === null ? 'platform' : 'platform, kept', ...platform, requests: posted },
    ...(anew === null ? [] : [{ name: 'platform, made anew', ...anew, requests: posted }]),
    { name: 'platform, GET + persisted', ...platform, requests: questions.map(persistedRequest(query)) },
  ];
}
