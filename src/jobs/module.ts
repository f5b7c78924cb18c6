import type { Contributions } from '../sdk';
import { type FailedJobServices, failedJobsModule } from './failed-jobs';
import { purgeIdempotentAnswers } from './idempotent-answers.store';
import { purgeOutbox } from './outbox.store';

const keptMilliseconds = 24 * 60 * 60 * 1000;

/** Jobs that failed for good, and jobs of the platform that belong to no feature. */
export function jobsModule(services: FailedJobServices): Contributions {
  return {
    ...failedJobsModule(services),
    jobs: [
      {
        id: 'core.purge-idempotent-answers',
        title: 'Removes answers to requests with an Idempotency-Key that are older than a day',
        schedule: '29 * * * *',
        run: async ({ writer, now, log }) => {
          const removed = await purgeIdempotentAnswers(writer, new Date(now.getTime() - keptMilliseconds));
          if (removed > 0) log('Old answers were removed.', { removed });
        },
      },
      {
        id: 'core.purge-outbox',
        title: 'Removes news for subscribers that are older than a day',
        schedule: '17 3 * * *',
        run: async ({ writer, now, log }) => {
          const removed = await purgeOutbox(writer, new Date(now.getTime() - keptMilliseconds));
          if (removed > 0) log('Old news were removed.', { removed });
        },
      },
    ],
  };
}
