/**
 * Requests per second of a work beside the reference that does the same without GraphQL, interleaved in one run:
 * `npm run bench -- --work view --rounds 3 --connections 1,16,64`.
 */
import { openPopulation } from '../population/keep';
import { ask, compareAnswers } from './ask';
import { byAutocannon } from './autocannon';
import { postmaster } from './cpu';
import { measure } from './measure';
import type { BenchOptions } from './options';
import { startLimit, startPlatform } from './processes';
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
    const server = { node: options.node, databaseUrl: population.url };
    const limit = await startLimit(server);
    closing.push(limit.stop);
    const platform = await startPlatform(server);
    closing.push(platform.stop);
    const questions = await questionsOf(work, population.url, howManyQuestions);
    const query = operationOf(work);
    const targets: readonly Target[] = [
      { name: 'LIMIT', ...limit, requests: questions.map(limitRequest(work)) },
      { name: 'platform', ...platform, requests: questions.map(postRequest(query)) },
      { name: 'platform, GET + persisted', ...platform, requests: questions.map(persistedRequest(query)) },
    ];
    await ask(platform, registration(query, questions[0] ?? {}));
    const largest = await compareAnswers(targets);
    console.log(
      `${work}: ${questions.length} answers compared, up to ${largest} bytes; ${options.tool}; Node ${options.nodeVersion}`,
    );
    await measure(targets, {
      ...options,
      load: options.tool === 'wrk' ? byWrk : byAutocannon,
      databasePid: postmaster(population.folder),
    });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
