import { ArgsType, batch, type Contributions, Field, Int, type Job, RapportError, type Reader } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { checkConsistency } from './consistency';
import { latestIncidents } from './consistency.store';
import { goOnWithin } from './recalculate';
import { ConsistencyIncident, Recalculation } from './recalculation-types';
import { requestRecalculation } from './request';
import { latestRuns } from './run.store';
import type { MaintenanceServices } from './services';

@ArgsType()
class LatestArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many, latest first: 1 to 200.' })
  first!: number;
}

/** Progress of recalculations, incidents of the consistency check, and the jobs behind both. */
export function recalculationModule(services: { readonly maintenance: MaintenanceServices }): Contributions {
  return {
    types: [Recalculation, ConsistencyIncident],
    fields: [
      {
        on: 'Query',
        name: 'recalculations',
        description: 'Recalculations of everybody’s value, latest first.',
        type: () => [Recalculation],
        args: LatestArgs,
        source: batch(async (keys, { first }, { reader }) => {
          const runs = await recalculations(reader, first);
          return keys.map(() => runs);
        }),
      },
      {
        on: 'Query',
        name: 'consistencyIncidents',
        description: 'What the nightly consistency check found, latest first. Empty is how it should be.',
        type: () => [ConsistencyIncident],
        args: LatestArgs,
        source: batch(async (keys, { first }, { reader }) => {
          const found = await incidents(reader, first);
          return keys.map(() => found);
        }),
      },
    ],
    jobs: [recalculateJob(services), retryJob(services), consistencyJob(services)],
  };
}

async function recalculations(reader: Reader, first: unknown) {
  return (await latestRuns(reader, checked(first))).map((run) => ({
    ...run,
    id: encodeGlobalId('Recalculation', run.id),
    progress: run.state === 'finished' ? 1 : run.customersDone / Math.max(1, run.customersTotal, run.customersDone),
  }));
}

async function incidents(reader: Reader, first: unknown) {
  return (await latestIncidents(reader, checked(first))).map((incident) => ({
    ...incident,
    id: encodeGlobalId('ConsistencyIncident', incident.customerId, incident.id),
    customerId: encodeGlobalId('Customer', incident.customerId),
  }));
}

function checked(first: unknown): number {
  const number = Number(first);
  if (number < 1) throw new RapportError('BAD_INPUT', 'first must be at least 1.');
  if (number > 200) throw new RapportError('PAGE_TOO_LARGE', `first may be at most 200; ${number} were asked for.`);
  return number;
}

/** Its transactions are its own: each batch is committed with its position, so that a killed run loses one batch at most. */
function recalculateJob({ maintenance }: { readonly maintenance: MaintenanceServices }): Job {
  return {
    id: 'core.recalculate',
    title: 'Goes on with a recalculation that was asked for or interrupted',
    schedule: '* * * * *',
    run: async ({ writer, log }) => {
      const run = await goOnWithin(writer, maintenance);
      if (run !== null) log('A recalculation came to its end.', { ...run });
    },
  };
}

/** A hook that failed at events may have been mended, or what it needs may be there again. */
function retryJob({ maintenance }: { readonly maintenance: MaintenanceServices }): Job {
  return {
    id: 'core.retry-kept-events',
    title: 'Asks for another recalculation when hooks failed in the latest one',
    schedule: '11 1 * * *',
    run: async ({ writer, principal, log }) => {
      const [latest] = await latestRuns(writer, 1);
      if (latest?.state !== 'finished' || latest.eventsKept === 0) return;
      const { id } = await requestRecalculation(maintenance, { source: 'hooks', by: principal.subject });
      log('Events at which hooks failed are scored again.', { recalculation: id, eventsKept: latest.eventsKept });
    },
  };
}

const nightlyShare = 0.01;

function consistencyJob({ maintenance }: { readonly maintenance: MaintenanceServices }): Job {
  return {
    id: 'core.check-consistency',
    title: 'Recomputes a sample of customers from their evidence and reports every difference',
    schedule: '41 2 * * *',
    run: async ({ now, log }) => {
      const day = now.toISOString().slice(0, 10);
      const { customers, incidents: found } = await checkConsistency(maintenance, { share: nightlyShare, day });
      log('The consistency check is done.', { customers, incidents: found.length });
    },
  };
}
