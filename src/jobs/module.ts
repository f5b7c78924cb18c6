import type { Contributions } from '../sdk';
import { purgeOutbox } from './outbox.store';

const keptMilliseconds = 24 * 60 * 60 * 1000;

/** Jobs of the platform that belong to no feature. */
export function jobsModule(): Contributions {
  return {
    jobs: [
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
